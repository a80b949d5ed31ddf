package io.tapeline.service;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backtest whose process is killed is made all the same, and is the same file. */
class KilledBacktestIT {

  /** Many runs of one series, a choice in each window, and rules of one's own. */
  private static final List<String> REQUESTS =
      Stream.of(
              """
              "strategies":["ma_cross(20,100)","macd","donchian_breakout","rsi_regime","bollinger_reversion",
                "composite"],"sides":"long_short"
              """,
              """
              "strategies":["ma_cross"],"walk_forward":{"in_sample":5000,"out_of_sample":1000,
                "grid":{"fast":["5","10","20"],"slow":["50","100","200"]}}
              """,
              """
              "rules":{"name":"dips","long":{"enter":{"left":"rsi(14)","is":"below","right":30},
                "leave":{"left":"close","is":"above","right":"sma(50)"}}},"resamples":5000
              """)
          .map(
              what ->
                  "{\"assets\":[\"%s\"],\"interval\":\"1m\",%s,%s}"
                      .formatted(KilledJobs.MARKET, KilledJobs.RANGE, what))
          .toList();

  @TempDir Path folder;
  private KilledJobs backtests;

  @BeforeEach
  void start() throws Exception {
    backtests = new KilledJobs(folder, "/v1/backtests", REQUESTS);
    backtests.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    backtests.stop();
  }

  @Test
  @Tag("long")
  void afterSomeKillsEachFileIsWhole() throws Exception {
    backtests.areWholeAfter(3, new Kills("backtest"));
  }

  @Test
  @Tag("long")
  void afterTwentyKillsEachFileIsWhole() throws Exception {
    backtests.areWholeAfter(20, new Kills("backtest"));
  }
}
