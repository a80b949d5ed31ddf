package io.tapeline.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

  static final Path PROGRAMS = Path.of("target/pg-bin").toAbsolutePath();

  /** One for all tests: to make a cluster takes seconds, to start on one that is there does not. */
  @TempDir static Path folder;

  private static LocalPostgres started() throws IOException, SQLException {
    LocalPostgres postgres =
        new LocalPostgres(folder.resolve("postgres"), PROGRAMS, LocalPorts.free());
    postgres.start();
    return postgres;
  }

  private static Connection connection(LocalPostgres postgres) throws SQLException {
    URI uri = URI.create(postgres.url());
    String[] user = uri.getUserInfo().split(":", 2);
    return DriverManager.getConnection(place(uri), user[0], user[1]);
  }

  private static String place(URI uri) {
    return "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
  }

  private static void execute(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connection(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String answer(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connection(postgres);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Path pidFile() {
    return folder.resolve("postgres/data/postmaster.pid");
  }

  private static long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
  }

  /** Its file goes a moment before it goes itself. */
  private static boolean hasEnded(long pid) throws IOException {
    var process = ProcessHandle.of(pid);
    return process.isEmpty() || Orphan.hasEnded(process.get(), Duration.ofSeconds(10));
  }

  @Test
  void keepsItsDataBetweenRunsAndStopsWithoutLeavingAProcess() throws Exception {
    long pid;
    try (LocalPostgres first = started()) {
      execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
      pid = pid();
    }
    assertThat(hasEnded(pid)).isTrue();
    try (LocalPostgres second = started()) {
      assertThat(answer(second, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void writesToDiskBeforeItSaysSo() throws Exception {
    try (LocalPostgres postgres = started()) {
      assertThat(answer(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(answer(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(answer(postgres, "SHOW full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void letsNobodyInWithoutThePasswordAndTheServiceIsNoSuperuser() throws Exception {
    try (LocalPostgres postgres = started()) {
      String place = place(URI.create(postgres.url()));
      for (String user : new String[] {"tapeline", "postgres"}) {
        assertThatThrownBy(() -> DriverManager.getConnection(place, user, "guess"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
      assertThat(answer(postgres, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      assertThat(answer(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(Files.readAllLines(pidFile()).get(4)).as("folder of its socket").isEmpty();
    }
    for (String secret : new String[] {"service.password", "superuser.password"}) {
      Path file = folder.resolve("postgres").resolve(secret);
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(Files.getPosixFilePermissions(PROGRAMS))
        .as("the library lets everybody write in it, so nobody else may enter")
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aServerThatOutlivedItsServiceIsStoppedFirstAndKeepsWhatItWasTold() throws Exception {
    KilledService.leaveStores(folder, PROGRAMS);
    long orphan = pid();
    assertThat(ProcessHandle.of(orphan)).isPresent();
    // who still talks to it must not hold up its end
    int port = Integer.parseInt(Files.readAllLines(pidFile()).get(3).strip());
    LocalPostgres old = new LocalPostgres(folder.resolve("postgres"), PROGRAMS, port);
    try (Connection talker = connection(old)) {
      try (var statement = talker.createStatement()) {
        statement.execute("CREATE TABLE told AS SELECT 7 AS answer");
      }
      try (LocalPostgres next = started()) {
        assertThat(hasEnded(orphan)).isTrue();
        assertThat(pid()).isNotEqualTo(orphan);
        assertThat(answer(next, "SELECT answer FROM told")).isEqualTo("7");
      }
    }
    new LocalRedis(folder.resolve("redis"), 0).stopOrphan();
  }

  @Test
  void aServerThatIsKilledStartsAgainWhereItWasWithWhatItWasTold() throws Exception {
    try (LocalPostgres postgres = started()) {
      execute(postgres, "CREATE TABLE before_the_kill (n int)");
      execute(postgres, "INSERT INTO before_the_kill VALUES (7)");
      long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> all =
          Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle each : all) {
        assertThat(Orphan.hasEnded(each, Duration.ofSeconds(10))).isTrue();
      }
      assertThat(postgres.isRunning()).isFalse();
      postgres.start();
      assertThat(postgres.isRunning()).isTrue();
      assertThat(answer(postgres, "SELECT n FROM before_the_kill")).isEqualTo("7");
    }
  }

  @Test
  void aProcessThatOnlyHasTheSameNumberIsLeftAlone() throws Exception {
    try (LocalPostgres other = started()) {
      long innocent = pid();
      Path stale = Files.createDirectories(folder.resolve("second/data")).resolve("postmaster.pid");
      Files.writeString(stale, innocent + "\n");
      new LocalPostgres(folder.resolve("second"), PROGRAMS, 0).stopOrphan();
      assertThat(answer(other, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aClusterThatWasHalfMadeIsMadeAgain() throws Exception {
    Path unfinished = Files.createDirectories(folder.resolve("unfinished"));
    Files.writeString(unfinished.resolve("making"), "");
    Files.createDirectories(unfinished.resolve("data/base"));
    try (LocalPostgres postgres = new LocalPostgres(unfinished, PROGRAMS, LocalPorts.free())) {
      postgres.start();
      assertThat(answer(postgres, "SELECT 1")).isEqualTo("1");
    }
    assertThat(unfinished.resolve("making")).doesNotExist();
  }

  @Test
  void programsThatWereUnpackedHalfwayAreForgotten() throws Exception {
    Path half = Files.createDirectories(PROGRAMS.resolve("postgres/PG-half/bin"));
    Files.writeString(half.resolve("postgres"), "half of it");
    started().close();
    assertThat(half.getParent()).doesNotExist();
  }
}
