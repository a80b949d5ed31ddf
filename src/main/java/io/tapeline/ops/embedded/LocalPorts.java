package io.tapeline.ops.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;

/** Ports on this machine for servers that are started a moment later. */
final class LocalPorts {

  /**
   * Below the range from which systems take ports for outgoing connections: none gets in between.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 200;

  private LocalPorts() {}

  static int free() throws IOException {
    SplittableRandom random = new SplittableRandom();
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port between " + LOWEST + " and " + HIGHEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
