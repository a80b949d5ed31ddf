package io.tapeline.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tapeline.ops.store.FeedKeeping.Keeper;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that follow a feed on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedKeepingTest {

  private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
  private TestStores stores;
  private Pool firstPool;
  private Pool secondPool;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    stores = TestStores.open(folder);
  }

  @AfterAll
  void close() throws Exception {
    stores.close();
  }

  @BeforeEach
  void connect() {
    firstPool = stores.anotherPool();
    secondPool = stores.anotherPool();
  }

  @AfterEach
  void disconnect() {
    close(firstPool);
    close(secondPool);
  }

  /** One that a test has closed already may say so. */
  private static void close(Pool pool) {
    pool.close().onFailure().recoverWithNull().await().atMost(TestStores.PATIENCE);
  }

  private Database started(Pool pool, Keeper expected) throws InterruptedException {
    Database database = stores.another(pool);
    assertThat(database.keeping().keeper()).isEqualTo(Keeper.UNKNOWN);
    database.start(new StartupEvent());
    stores.await(() -> database.keeping().keeper() == expected);
    return database;
  }

  private BatchSpool<Integer> spool(Database database, String name) {
    return new BatchSpool<>(
        name,
        stores.vertx,
        database,
        stores.config,
        stores.meters,
        rows -> {
          written.addAll(rows);
          return Uni.createFrom().voidItem();
        });
  }

  @Test
  void theOneThatStandsByStoresNothingUntilTheOtherIsGone() throws Exception {
    Database first = started(firstPool, Keeper.WE);
    Database second = started(secondPool, Keeper.ANOTHER);
    BatchSpool<Integer> stored = spool(first, "stored");
    BatchSpool<Integer> spare = spool(second, "spare");
    stored.append(1);
    spare.append(1);
    stores.await(() -> written.size() == 1);
    stored.append(2);
    spare.append(2);
    stores.await(() -> written.size() == 2);
    spare.append(3);
    Thread.sleep(2 * stores.config.flushEvery().toMillis());
    assertThat(written).containsExactly(1, 2);

    firstPool.close().await().atMost(TestStores.PATIENCE);
    stores.await(second.keeping()::isOurs);
    stores.await(() -> spare.pending() == 0);
    assertThat(written).as("what the other may not have written").endsWith(1, 2, 3);
  }

  @Test
  void whoWasCutOffForAMomentGoesOnUnlessAnotherCameBefore() throws Exception {
    Database first = started(firstPool, Keeper.WE);
    Database second = started(secondPool, Keeper.ANOTHER);
    stores.rows(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");
    stores.await(() -> first.keeping().isOurs() != second.keeping().isOurs());
    // whoever of them has it: in the end exactly one, and so it stays
    stores.await(() -> keepers(first, second).equals(Set.of(Keeper.WE, Keeper.ANOTHER)));
    Thread.sleep(2_500);
    assertThat(keepers(first, second)).containsExactlyInAnyOrder(Keeper.WE, Keeper.ANOTHER);
  }

  private static Set<Keeper> keepers(Database first, Database second) {
    return Set.copyOf(List.of(first.keeping().keeper(), second.keeping().keeper()));
  }

  @Test
  void whoLosesTheDatabaseGoesOnAndHasItAgainWhenItReturns() throws Exception {
    Database alone = started(firstPool, Keeper.WE);
    stores.stopServer();
    Thread.sleep(1_500);
    assertThat(alone.keeping().isOurs()).isTrue();
    stores.startServer();
    stores.await(
        () ->
            stores
                    .rows("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
                    .getFirst()
                    .getLong(0)
                == 1);
    assertThat(alone.keeping().isOurs()).isTrue();
  }
}
