package io.tapeline.job.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.job.Job;
import io.tapeline.job.app.JobConfig;
import io.tapeline.job.app.Jobs.Asker;
import io.tapeline.job.app.Jobs.Order;
import io.tapeline.ops.store.TestStores;
import io.tapeline.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bounds of the queue, over a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobQueueTest {

  private static final int OF_A_TENANT = 5;
  private static final int OF_ALL = 8;
  private static final Order ORDER = order("{}");

  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private TestStores stores;
  private JobQueue queue;

  @BeforeAll
  void open() throws Exception {
    stores = TestStores.open();
    queue =
        new JobQueue(
            stores.dataSource(),
            Configs.of(JobConfig.class, Map.of("tapeline.job.most", "" + OF_ALL)));
  }

  @AfterAll
  void close() throws Exception {
    stores.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    try (Connection connection = stores.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM job");
    }
  }

  private static Order order(String asked) {
    return new Order("export", asked, "{}", Set.of(), OF_A_TENANT);
  }

  /** What came of it: the code of a problem, or {@code taken}. */
  private String take(@Nullable UUID tenant) throws SQLException {
    try {
      return queue.take(tenant, ORDER, null).isNew() ? "taken" : "known";
    } catch (ProblemException e) {
      return e.problem().code();
    }
  }

  private List<Job> jobs() throws SQLException {
    return new JobTable(stores.dataSource()).queued();
  }

  @Test
  void aTenantThatHasAllItsJobsLeavesRoomForAnother() throws SQLException {
    for (int i = 0; i < OF_A_TENANT; i++) {
      assertThat(take(one)).isEqualTo("taken");
    }
    assertThat(take(one)).isEqualTo("too_many_own_jobs");
    assertThat(take(other)).isEqualTo("taken");
    assertThat(take(null)).as("those of none count together").isEqualTo("taken");
    assertThat(take(null)).isEqualTo("taken");
    assertThat(take(other)).as("the bound of all").isEqualTo("too_many_jobs");
    assertThat(jobs()).hasSize(OF_ALL);
  }

  @Test
  void whatHasEndedMakesRoom() throws SQLException {
    for (int i = 0; i < OF_A_TENANT; i++) {
      assertThat(take(one)).isEqualTo("taken");
    }
    new JobTable(stores.dataSource()).cancel(new Asker(one, false), jobs().getFirst().id());
    assertThat(take(one)).isEqualTo("taken");
    assertThat(take(one)).isEqualTo("too_many_own_jobs");
  }

  @Test
  void whoAsksAgainIsAnsweredEvenIfNothingElseIsTaken() throws SQLException {
    Job first = queue.take(one, ORDER, "a key").job();
    while (take(one).equals("taken")) {
      // until there is no more room
    }
    JobQueue.Taken again = queue.take(one, ORDER, "a key");
    assertThat(again.isNew()).isFalse();
    assertThat(again.job().id()).isEqualTo(first.id());
    assertThatThrownBy(() -> queue.take(one, order("{\"other\": 1}"), "a key"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("idempotency_conflict"));
    assertThat(jobs()).hasSize(OF_A_TENANT);
  }

  @Test
  void boundsHoldHoweverManyComeAtOnce() throws Exception {
    List<Callable<String>> orders = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      UUID tenant = i % 2 == 0 ? one : other;
      orders.add(() -> take(tenant));
    }
    Map<String, Integer> came = new TreeMap<>();
    try (var all = Executors.newFixedThreadPool(16)) {
      for (Future<String> each : all.invokeAll(orders)) {
        came.merge(each.get(), 1, Integer::sum);
      }
    }
    assertThat(came).containsEntry("taken", OF_ALL);
    assertThat(came.keySet()).isSubsetOf("taken", "too_many_own_jobs", "too_many_jobs");
    assertThat(jobs()).hasSize(OF_ALL);
    for (UUID tenant : List.of(one, other)) {
      assertThat(jobs().stream().filter(job -> tenant.equals(job.tenant())))
          .hasSizeBetween(OF_ALL - OF_A_TENANT, OF_A_TENANT);
    }
  }
}
