package io.tapeline.chain.evm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes connections in the place of a node, and never says anything. */
public final class BlackHole implements AutoCloseable {

  private static final int BACKLOG = 64;

  private final ServerSocket server;
  private final List<Socket> taken = new CopyOnWriteArrayList<>();

  public BlackHole(int port) throws IOException {
    server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::take);
  }

  private void take() {
    try {
      while (!server.isClosed()) {
        taken.add(server.accept());
      }
    } catch (IOException _) {
      // it is over
    }
  }

  /** Connections that were taken. */
  public int taken() {
    return taken.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket each : taken) {
      each.close();
    }
  }
}
