package dev.parallax.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Accepts connections at a free port and serves each in a thread of its own. */
final class ClientLoop implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Service service;

  /** Serves one connection, which is closed afterwards. */
  @FunctionalInterface
  interface Service {
    void serve(Socket client) throws IOException;
  }

  ClientLoop(String address, Service service) throws IOException {
    this.service = service;
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    threads.execute(this::accept);
  }

  /** The target of this name at this address and port. */
  String target(String scheme, String name) {
    return "%s://%s:%d@%s"
        .formatted(
            scheme, name, listener.getLocalPort(), listener.getInetAddress().getHostAddress());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      service.serve(client);
    } catch (IOException gone) {
      // The client has closed the connection.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
