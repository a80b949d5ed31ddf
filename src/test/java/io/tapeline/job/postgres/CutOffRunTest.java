package io.tapeline.job.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.job.Job;
import io.tapeline.job.Job.JobFile;
import io.tapeline.job.Job.Progress;
import io.tapeline.job.Job.State;
import io.tapeline.job.app.JobConfig;
import io.tapeline.job.app.JobOutcome.MadeFile;
import io.tapeline.job.app.JobStoppedException;
import io.tapeline.job.app.Jobs.Asker;
import io.tapeline.job.app.Jobs.Order;
import io.tapeline.ops.store.TestStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A worker that was cut off, and comes back when another has taken its job over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutOffRunTest {

  private static final Order ORDER =
      new Order("export", "{}", "{}", Set.of("okx", "kraken"), 1_000);
  private static final Asker ANYBODY = new Asker(null, false);

  private TestStores stores;
  private JobTable table;
  private JobQueue queue;

  @BeforeAll
  void open() throws Exception {
    stores = TestStores.open();
    table = new JobTable(stores.dataSource());
    queue = new JobQueue(stores.dataSource(), Configs.of(JobConfig.class, Map.of()));
  }

  @AfterAll
  void close() throws Exception {
    stores.close();
  }

  private Job job() throws SQLException {
    return queue.take(null, ORDER, null).job();
  }

  private Job found(Job job) throws SQLException {
    return table.find(job.id()).orElseThrow();
  }

  private void write(Job job, int run) throws SQLException {
    try (Connection connection = stores.connection()) {
      connection.setAutoCommit(false);
      new JobFence(job.id(), run).check(connection);
      connection.commit();
    }
  }

  @Test
  void whomAJobMayHaveAskedIsKept() throws SQLException {
    assertThat(job().upstreams()).isEqualTo(ORDER.upstreams());
    Order nobody = new Order("export", "{}", "{}", Set.of(), 1_000);
    Job job = queue.take(null, nobody, null).job();
    assertThat(found(job).upstreams()).isEmpty();
  }

  @Test
  void whatItSaysIsNotHeard() throws SQLException {
    Job job = job();
    assertThat(table.start(job.id())).contains(1);
    assertThat(table.start(job.id())).contains(2);
    UUID id = job.id();
    assertThat(table.progress(id, 1, new Progress(1, 2L, "rows"))).as("has to stop").isTrue();
    assertThat(table.checkpoint(id, 1, "{}")).isFalse();
    assertThat(table.succeeded(id, 1, "{}", null)).isFalse();
    assertThat(table.failedOnce(id, 1)).isEmpty();
    table.failed(id, 1, "of old");
    table.cancelled(id, 1);
    table.requeue(id, 1);
    assertThat(found(job).state()).isEqualTo(State.RUNNING);
    assertThat(found(job).progress()).isEqualTo(Progress.NONE);
    assertThat(table.succeeded(id, 2, "{\"of\": 2}", null)).isTrue();
    table.failed(id, 1, "of old");
    assertThat(table.checkpoint(id, 2, "{}")).as("it is over").isFalse();
    assertThat(found(job).state()).isEqualTo(State.SUCCEEDED);
    assertThat(found(job).result()).isEqualTo("{\"of\": 2}");
  }

  @Test
  void itStoresNothing() throws SQLException {
    Job job = job();
    table.start(job.id());
    write(job, 1);
    table.start(job.id());
    assertThatThrownBy(() -> write(job, 1)).isInstanceOf(JobStoppedException.class);
    write(job, 2);
    table.cancel(ANYBODY, job.id());
    assertThatThrownBy(() -> write(job, 2)).isInstanceOf(JobStoppedException.class);
  }

  @Test
  void aTakeoverComesAfterWhatWasLetThrough() throws Exception {
    Job job = job();
    table.start(job.id());
    CompletableFuture<Integer> takeover;
    try (Connection connection = stores.connection()) {
      connection.setAutoCommit(false);
      new JobFence(job.id(), 1).check(connection);
      takeover = CompletableFuture.supplyAsync(() -> started(job));
      TimeUnit.MILLISECONDS.sleep(300);
      assertThat(takeover).isNotDone();
      connection.commit();
    }
    assertThat(takeover.get(10, TimeUnit.SECONDS)).isEqualTo(2);
  }

  private int started(Job job) {
    try {
      return table.start(job.id()).orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatWasCancelledWithoutAWorkerEndsInsteadOfBeingTakenOver() throws SQLException {
    Job job = job();
    table.start(job.id());
    table.cancel(ANYBODY, job.id());
    assertThat(found(job).state()).as("its worker has to hear of it").isEqualTo(State.RUNNING);
    assertThat(table.start(job.id())).isEmpty();
    assertThat(found(job).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void whatAnotherTenantWantsCancelledGoesOn() throws SQLException {
    Asker owner = new Asker(UUID.randomUUID(), false);
    Job job = queue.take(owner.tenant(), ORDER, null).job();
    for (Asker other : List.of(ANYBODY, new Asker(UUID.randomUUID(), false))) {
      table.cancel(other, job.id());
      assertThat(table.find(other, job.id())).isEmpty();
      assertThat(found(job).state()).isEqualTo(State.QUEUED);
    }
    table.cancel(new Asker(null, true), job.id());
    assertThat(table.find(owner, job.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
  }

  private static MadeFile made(Path folder, String text) throws Exception {
    return new MadeFile(Files.writeString(folder.resolve("a.csv"), text), "a.csv", "text/csv");
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void itTouchesNoFileOfTheOther(@TempDir Path folder) throws Exception {
    JobFiles files = new JobFiles(config(folder));
    Job job = job();
    UUID id = job.id();
    table.start(id);
    MadeFile old = made(files.making(id, 1), "old");
    files.keep(id, 1, old);
    made(files.making(id, 1), "old, begun again");
    table.start(id);
    Path making = files.making(id, 2);
    assertThat(names(folder)).as("the other's is all there is").containsExactly(id + ".2.making");
    JobFile kept = files.keep(id, 2, made(making, "new"));
    table.succeeded(id, 2, "{}", kept);
    files.forgetMaking(id, 2);
    assertThatThrownBy(() -> files.keep(id, 1, old)).isInstanceOf(java.io.IOException.class);
    files.keep(id, 1, made(files.making(id, 1), "old, made all the same"));
    files.forget(id, 1);
    assertThat(files.find(found(job)).map(CutOffRunTest::text)).contains("new");
    assertThat(names(folder)).containsExactly(id + ".2");
  }

  @Test
  void whatKilledRunsHaveLeftIsTidiedOnceTheJobIsOver(@TempDir Path folder) throws Exception {
    JobFiles files = new JobFiles(config(folder));
    Job job = job();
    table.start(job.id());
    Job other = job();
    table.start(other.id());
    Files.writeString(folder.resolve("somebody's"), "file");
    Files.writeString(files.of(job.id(), 7), "of no run");
    files.keep(job.id(), 1, made(files.making(job.id(), 1), "whole"));
    made(files.making(other.id(), 1), "under way");
    table.succeeded(job.id(), 1, "{}", null);
    Files.writeString(files.of(job.id(), 7), "of no run");
    for (UUID id : files.jobs()) {
      files.tidy(table.find(id).orElseThrow());
    }
    assertThat(names(folder))
        .containsExactlyInAnyOrder("somebody's", job.id() + ".1", other.id() + ".1.making");
  }

  private static JobConfig config(Path folder) {
    return Configs.of(JobConfig.class, Map.of("tapeline.job.folder", folder.toString()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
