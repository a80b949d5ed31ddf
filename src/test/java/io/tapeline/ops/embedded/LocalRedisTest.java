package io.tapeline.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRedisTest {

  @TempDir Path folder;

  private static String say(int port, String lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((lines + "QUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("redis.pid")).strip());
  }

  private static boolean hasEnded(long pid) throws IOException {
    var process = ProcessHandle.of(pid);
    return process.isEmpty() || Orphan.hasEnded(process.get(), Duration.ZERO);
  }

  @Test
  void answersThoseWhoKnowThePasswordAndKeepsNothing() throws Exception {
    LocalRedis redis = new LocalRedis(folder, LocalPorts.free());
    long pid;
    try (redis) {
      redis.start();
      pid = pid();
      URI uri = URI.create(redis.url());
      String password = uri.getUserInfo().substring(1);
      assertThat(say(uri.getPort(), "PING\r\n")).startsWith("-NOAUTH");
      assertThat(say(uri.getPort(), "AUTH " + password + "\r\nSET a 1\r\nGET a\r\n"))
          .isEqualTo("+OK\r\n+OK\r\n$1\r\n1\r\n+OK\r\n");
    }
    assertThat(hasEnded(pid)).isTrue();
    assertThat(folder.resolve("dump.rdb")).doesNotExist();
  }

  @Test
  void aServerThatOutlivedItsServiceIsStoppedFirst() throws Exception {
    LocalRedis killed = new LocalRedis(folder, LocalPorts.free());
    killed.start();
    long orphan = pid();
    try (LocalRedis next = new LocalRedis(folder, LocalPorts.free())) {
      next.start();
      assertThat(hasEnded(orphan)).isTrue();
      assertThat(pid()).isNotEqualTo(orphan);
    }
  }
}
