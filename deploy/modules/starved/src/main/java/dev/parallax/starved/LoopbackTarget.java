package dev.parallax.starved;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on 127.0.0.1 that treats every connection in the same way, without delay. */
final class LoopbackTarget implements AutoCloseable {
  private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  /** The treatment of a connection. */
  enum Kind {
    /** Answers a request at once. */
    HEALTHY("http"),
    /** Resets the connection when the first bytes arrive. */
    RESETS("https"),
    /** Reads and sends nothing. */
    SILENT("https"),
    /** Closes the connection of a client that sends nothing for 1 s. */
    IMPATIENT("http");

    private final String scheme;

    Kind(String scheme) {
      this.scheme = scheme;
    }
  }

  private final Kind kind;
  private final ServerSocket server;
  private final CountDownLatch firstConnection = new CountDownLatch(1);
  private final List<Socket> open = new ArrayList<>();

  LoopbackTarget(Kind kind) throws IOException {
    this.kind = kind;
    this.server = new ServerSocket(0, 64, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  /** The URL of a target, with its address. */
  String target() {
    return kind.scheme + "://target.example:" + server.getLocalPort() + "@127.0.0.1";
  }

  /** Whether a client connects within this time. */
  boolean isReached(long seconds) throws InterruptedException {
    return firstConnection.await(seconds, TimeUnit.SECONDS);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        firstConnection.countDown();
        synchronized (open) {
          open.add(socket);
        }
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      switch (kind) {
        case HEALTHY -> answer(socket);
        case IMPATIENT -> {
          socket.setSoTimeout(1_000);
          answer(socket);
        }
        case RESETS -> reset(socket);
        case SILENT -> socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException ended) {
      closeQuietly(socket);
    }
  }

  private static void answer(Socket socket) throws IOException {
    try (socket) {
      if (socket.getInputStream().read() >= 0) {
        socket.getOutputStream().write(PAGE.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private static void reset(Socket socket) throws IOException {
    if (socket.getInputStream().read() >= 0) {
      socket.setSoLinger(true, 0);
    }
    socket.close();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // The connection has ended.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (open) {
      open.forEach(LoopbackTarget::closeQuietly);
    }
  }
}
