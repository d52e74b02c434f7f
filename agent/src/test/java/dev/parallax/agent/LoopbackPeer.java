package dev.parallax.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A server on 127.0.0.1 that never shakes hands. */
public final class LoopbackPeer implements AutoCloseable {
  private final ServerSocket server;
  private final Semaphore accepted = new Semaphore(0);

  private LoopbackPeer(ServerSocket server) {
    this.server = server;
  }

  /** Resets every connection. */
  public static LoopbackPeer resetting() {
    var peer = silent();
    Thread.ofVirtual().start(peer::resetAll);
    return peer;
  }

  /** Accepts connections and sends nothing. */
  public static LoopbackPeer silent() {
    try {
      return new LoopbackPeer(new ServerSocket(0, 50, Plans.LOOPBACK));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many connections a resetting peer had. */
  public int accepted() {
    return accepted.availablePermits();
  }

  /** Waits until a client has connected to a resetting peer. */
  public boolean awaitConnection() throws InterruptedException {
    return accepted.tryAcquire(30, TimeUnit.SECONDS);
  }

  private void resetAll() {
    try {
      while (true) {
        reset(server.accept());
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void reset(Socket connection) throws IOException {
    accepted.release();
    connection.setSoLinger(true, 0);
    connection.close();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
