package io.tapeline;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Whether ports can be listened on. Also a program of one file, so that {@code ./tapeline} can ask
 * before it builds.
 */
public final class PortCheck {

  /** Away from the exit codes that Java itself gives. */
  private static final int FIRST_TAKEN = 11;

  private PortCheck() {}

  /** Exit status: 0 if all ports are free, 11 if the first is taken, else 12 for the second … */
  public static void main(String... ports) {
    for (int i = 0; i < ports.length; i++) {
      if (isTaken(Integer.parseInt(ports[i]))) {
        System.exit(FIRST_TAKEN + i);
      }
    }
  }

  /** False for port 0, which is any free one. */
  static boolean isTaken(int port) {
    try (ServerSocket _ = new ServerSocket(port)) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }
}
