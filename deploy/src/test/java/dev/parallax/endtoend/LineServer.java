package dev.parallax.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server in cleartext that answers each line of a client. */
final class LineServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<String, String> answer;

  /**
   * @param answer to a line; empty for silence
   */
  LineServer(String address, Function<String, String> answer) throws IOException {
    this.answer = answer;
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    threads.execute(this::accept);
  }

  String target(String name) {
    return "tcp://%s:%d@%s"
        .formatted(name, listener.getLocalPort(), listener.getInetAddress().getHostAddress());
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
      var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        client.getOutputStream().write(answer.apply(line).getBytes(UTF_8));
      }
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
