package dev.parallax.attack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that serves each connection on a thread of its own. */
final class HostileServer implements AutoCloseable {
  private static final int BACKLOG = 512;

  private final ServerSocket listening;
  private final Service service;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  /** The action on a connection, which is closed afterwards. */
  @FunctionalInterface
  interface Service {
    void serve(Socket socket) throws IOException, InterruptedException;
  }

  private HostileServer(ServerSocket listening, Service service) {
    this.listening = listening;
    this.service = service;
  }

  static HostileServer start(InetAddress address, int port, Service service) throws IOException {
    var listening = new ServerSocket();
    listening.bind(new InetSocketAddress(address, port), BACKLOG);
    var server = new HostileServer(listening, service);
    Thread.ofVirtual().name("hostile server").start(server::accept);
    return server;
  }

  int accepted() {
    return accepted.get();
  }

  /** Connections that the peer has not closed. */
  int open() {
    return open.size();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listening.accept();
        accepted.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The server is closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      service.serve(socket);
    } catch (IOException left) {
      // The agent has closed its end.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException closed) {
      // They were to be closed.
    }
  }
}
