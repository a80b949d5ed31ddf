package io.tapeline.ops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads of a real database that goes away and comes back. */
class StoreReadsTest {

  private static Uni<RowSet<Row>> ask(TestStores stores, String sql) {
    return stores.reads.of(() -> stores.pool.query(sql).execute());
  }

  private static boolean answers(TestStores stores) {
    try {
      return ask(stores, "SELECT 1").await().atMost(TestStores.PATIENCE).size() == 1;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Test
  void whileItIsAwayNobodyWaitsForItAndThenItIsAskedAgain(@TempDir Path folder) throws Exception {
    try (TestStores stores = TestStores.open(folder)) {
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> ask(stores, "SELECT nothing").await().indefinitely())
            .hasMessageContaining("nothing");
      }
      assertThat(answers(stores)).as("what it refuses is an answer").isTrue();
      stores.stopServer();
      for (int i = 0; i < 10; i++) {
        assertThat(answers(stores)).isFalse();
      }
      long began = System.nanoTime();
      assertThatThrownBy(() -> ask(stores, "SELECT 1").await().indefinitely())
          .isInstanceOf(CircuitBreakerOpenException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      stores.startServer();
      stores.await(() -> answers(stores));
    }
  }
}
