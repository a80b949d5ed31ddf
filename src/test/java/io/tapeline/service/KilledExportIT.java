package io.tapeline.service;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export whose process is killed is made all the same, and is the same file. */
class KilledExportIT {

  /** Of each kind a file that needs its own way to the end: compressed, and with a footer. */
  private static final List<String> REQUESTS =
      Stream.of("\"csv\"", "\"csv\",\"compression\":\"gzip\"", "\"parquet\"")
          .map(
              format ->
                  "{\"id\":\"%s\",%s,\"format\":%s}"
                      .formatted(KilledJobs.MARKET, KilledJobs.RANGE, format))
          .toList();

  @TempDir Path folder;
  private KilledJobs exports;

  @BeforeEach
  void start() throws Exception {
    exports = new KilledJobs(folder, "/v1/exports", REQUESTS);
    exports.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    exports.stop();
  }

  @Test
  @Tag("long")
  void afterSomeKillsEachFileIsWhole() throws Exception {
    exports.areWholeAfter(3, new Kills("export"));
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEachFileIsWhole() throws Exception {
    exports.areWholeAfter(20, new Kills("export"));
  }
}
