package io.tapeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service under {@code ./tapeline}: two at once, Ctrl-C, a kill, a taken port. */
class LauncherIT {

  private static final long PATIENCE_SECONDS = 120;
  private static final Pattern CURL = Pattern.compile("curl '?(http[^\\s']+)");

  @TempDir Path folder;
  private final List<Launcher> launchers = new ArrayList<>();

  private Launcher up(Path home, int port, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("up", "--home", home.toString(), "--port", "" + port));
    arguments.addAll(List.of(more));
    Launcher launcher = Launcher.run(folder, arguments.toArray(String[]::new));
    launchers.add(launcher);
    return launcher;
  }

  @AfterEach
  void stopAll() throws Exception {
    for (Launcher each : launchers) {
      if (each.isRunning()) {
        each.signal("TERM");
        each.end(PATIENCE_SECONDS);
      }
    }
  }

  private static void awaitReady(Launcher launcher) throws Exception {
    assertThat(launcher.says("Ctrl-C stops it", PATIENCE_SECONDS)).as(launcher.said()).isTrue();
  }

  /** The service and its stores: their ids, as their own files tell them. */
  private static List<Long> processes(Path home) throws IOException {
    List<Long> pids = new ArrayList<>();
    for (String file : List.of("run/ready", "redis/redis.pid", "postgres/data/postmaster.pid")) {
      Path path = home.resolve("sandbox").resolve(file);
      pids.add(Long.parseLong(Files.readAllLines(path).getFirst().strip()));
    }
    return pids;
  }

  private static Stream<ProcessHandle> alive(List<Long> pids) {
    return pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream());
  }

  /** A server's files go a moment before it goes itself. */
  private static void awaitNoneAlive(List<Long> pids) throws InterruptedException {
    for (int i = 0; i < 100 && alive(pids).findAny().isPresent(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(alive(pids)).isEmpty();
  }

  @Test
  void twoRunAtOnceAndCtrlCStopsEverythingThatOneStarted() throws Exception {
    Path homeA = folder.resolve("a");
    Path homeB = folder.resolve("b");
    int port = Launcher.freePorts();
    Launcher a = up(homeA, port);
    Launcher b = up(homeB, Launcher.freePorts());
    awaitReady(a);
    awaitReady(b);
    assertThat(a.said()).contains("SANDBOX", "--feed live");
    assertThat(a.said())
        .containsOnlyOnce("tl_live_")
        .containsPattern("  tl_live_[0-9A-Za-z]{38}\n");
    assertThat(homeA.resolve("sandbox/first-key")).doesNotExist();
    everyPrintedRequestIsAnswered(a);
    aSecondServiceIsRefused(homeA, port);

    List<Long> ofA = processes(homeA);
    List<Long> ofB = processes(homeB);
    a.signal("INT");
    assertThat(a.end(PATIENCE_SECONDS)).isZero();
    assertThat(a.said()).contains("stopped.");
    awaitNoneAlive(ofA);
    assertThat(alive(ofB)).hasSize(3);
    everyPrintedRequestIsAnswered(b);
  }

  private static void everyPrintedRequestIsAnswered(Launcher launcher) throws Exception {
    List<String> urls =
        CURL.matcher(launcher.said()).results().map(result -> result.group(1)).toList();
    assertThat(urls).hasSize(3);
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String url : urls) {
        var answer =
            client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(url + ": " + answer.body()).isEqualTo(200);
      }
    }
  }

  private void aSecondServiceIsRefused(Path home, int port) throws Exception {
    Launcher sameHome = up(home, Launcher.freePorts());
    assertThat(sameHome.end(PATIENCE_SECONDS)).isEqualTo(1);
    assertThat(sameHome.said()).contains("another Tapeline (pid", "--home DIR");
    Launcher samePort = up(folder.resolve("c"), port);
    assertThat(samePort.end(PATIENCE_SECONDS)).isEqualTo(1);
    assertThat(samePort.said()).contains("port " + port + " is taken", "--port N");
    assertThat(folder.resolve("c/sandbox/postgres")).doesNotExist();
  }

  @Test
  void afterAKillTheNextStartFindsItsStoresAndStopsThem() throws Exception {
    Path home = folder.resolve("home");
    Launcher killed = up(home, Launcher.freePorts());
    awaitReady(killed);
    List<Long> left = processes(home);
    awaitStored(home);
    Launcher.signal(left.getFirst(), "KILL");
    assertThat(killed.end(PATIENCE_SECONDS)).isEqualTo(137);
    assertThat(killed.said()).contains("ended by itself");
    assertThat(alive(left)).hasSize(2);

    Launcher next = up(home, Launcher.freePorts());
    awaitReady(next);
    awaitStored(home);
    awaitNoneAlive(left);
    next.signal("TERM");
    assertThat(next.end(PATIENCE_SECONDS)).isZero();

    Launcher fresh = up(home, Launcher.freePorts(), "--fresh");
    awaitReady(fresh);
    assertThat(home.resolve("sandbox/postgres/marker")).doesNotExist();
  }

  /** PostgreSQL comes up beside the service: it is there when its file says so. */
  private static void awaitStored(Path home) throws Exception {
    Path pid = home.resolve("sandbox/postgres/data/postmaster.pid");
    for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
      if (Files.exists(pid) && Files.readString(pid).contains("ready")) {
        Files.writeString(home.resolve("sandbox/postgres/marker"), "");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("PostgreSQL does not come up");
  }

  @Test
  void aTakenManagementPortIsSaidBeforeAnythingStarts() throws Exception {
    int port = Launcher.freePorts();
    try (ServerSocket _ = Launcher.taken(port + 1)) {
      Launcher launcher = up(folder.resolve("d"), port);
      assertThat(launcher.end(PATIENCE_SECONDS)).isEqualTo(1);
      assertThat(launcher.said()).contains("port " + (port + 1) + " is taken");
      assertThat(folder.resolve("d/sandbox/postgres")).doesNotExist();
      assertThat(folder.resolve("d/sandbox/redis")).doesNotExist();
    }
  }
}
