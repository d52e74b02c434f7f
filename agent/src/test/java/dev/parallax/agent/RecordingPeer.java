package dev.parallax.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on 127.0.0.1 that records the received bytes, up to the first empty line, and resets.
 */
final class RecordingPeer implements AutoCloseable {
  private static final int LONGEST = 16 * 1024;

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  private RecordingPeer(ServerSocket server) {
    this.server = server;
  }

  static RecordingPeer open() {
    try {
      var peer = new RecordingPeer(new ServerSocket(0, 50, Plans.LOOPBACK));
      Thread.ofVirtual().start(peer::serve);
      return peer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** The bytes of the next connection as ISO 8859-1. */
  String next() throws InterruptedException {
    return String.valueOf(received.poll(20, TimeUnit.SECONDS));
  }

  /** Waits until a second has passed without a connection; false when they do not end in 20 s. */
  boolean fallsQuiet() throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < until) {
      if (received.poll(1, TimeUnit.SECONDS) == null) {
        return true;
      }
    }
    return false;
  }

  private void serve() {
    try {
      while (true) {
        var connection = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> record(connection));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void record(Socket connection) {
    var text = new StringBuilder();
    try (connection) {
      connection.setSoTimeout(5_000);
      var in = connection.getInputStream();
      var block = new byte[LONGEST];
      for (int n = in.read(block); n > 0; n = in.read(block)) {
        text.append(new String(block, 0, n, StandardCharsets.ISO_8859_1));
        if (text.indexOf("\r\n\r\n") >= 0 || text.charAt(0) == 0x16 || text.length() > LONGEST) {
          break;
        }
      }
      connection.setSoLinger(true, 0);
    } catch (IOException broken) {
      // Earlier bytes are recorded.
    }
    received.add(text.toString());
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
