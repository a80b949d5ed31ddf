package io.tapeline.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchSpoolTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "tapeline.store.batch-rows", "100",
          "tapeline.store.spool-rows", "5000",
          "tapeline.store.retry-after", "10ms",
          "tapeline.store.write-timeout", "500ms");

  private static TestStores stores;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    stores = new TestStores(folder, SETTINGS);
  }

  @AfterAll
  static void close() throws java.io.IOException {
    stores.close();
  }

  private final List<Integer> kept = Collections.synchronizedList(new ArrayList<>());

  private BatchSpool<Integer> spool(
      String name, java.util.function.Function<List<Integer>, Uni<Void>> writer) {
    return new BatchSpool<>(
        name, stores.vertx, stores.database, stores.config, stores.meters, writer);
  }

  private Uni<Void> keep(List<Integer> rows) {
    kept.addAll(rows);
    return Uni.createFrom().voidItem();
  }

  private static void open() throws Exception {
    if (!stores.database.isOpen()) {
      stores.startServer();
      stores.startService();
      stores.awaitOpen();
    }
  }

  @Test
  void rowsAreWrittenInTheirOrderWhateverFailsOrHangs() throws Exception {
    open();
    var random = new SplittableRandom(3);
    var hung = new AtomicBoolean();
    var spool =
        spool(
            "unsteady",
            rows -> {
              if (hung.compareAndSet(false, true)) {
                return Uni.createFrom().nothing();
              }
              return random.nextInt(4) == 0
                  ? Uni.createFrom().failure(new IllegalStateException("away"))
                  : keep(rows);
            });
    IntStream.range(0, 5_000).forEach(spool::append);
    stores.drained("unsteady");
    assertThat(kept).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
  }

  @Test
  void fullSpoolRefusesTheNewestAndCountsThem() throws Exception {
    open();
    var gate = new AtomicBoolean();
    var spool =
        spool(
            "gated",
            rows ->
                gate.get() ? keep(rows) : Uni.createFrom().failure(new IllegalStateException()));
    IntStream.range(0, 5_300).forEach(spool::append);
    assertThat(spool.pending()).isEqualTo(5_000);
    assertThat(stores.count("tapeline.store.refused", "gated")).isEqualTo(300);
    gate.set(true);
    stores.drained("gated");
    assertThat(kept).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
  }

  @Test
  void rowThatCanNeverBeWrittenIsGivenUpAloneAndTheOthersGoOn() throws Exception {
    open();
    var spool =
        spool(
            "picky",
            rows ->
                rows.stream().anyMatch(row -> row % 250 == 77)
                    ? Uni.createFrom().failure(new IllegalArgumentException("not 77"))
                    : keep(rows));
    IntStream.range(0, 1_000).forEach(spool::append);
    stores.drained("picky");
    assertThat(stores.count("tapeline.store.rejected", "picky")).isEqualTo(4);
    assertThat(kept)
        .isEqualTo(IntStream.range(0, 1_000).filter(row -> row % 250 != 77).boxed().toList());
  }
}
