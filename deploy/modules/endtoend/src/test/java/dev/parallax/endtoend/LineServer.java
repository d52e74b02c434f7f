package dev.parallax.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.function.UnaryOperator;

/** A server in cleartext that answers each line of a client. */
final class LineServer implements AutoCloseable {
  private final UnaryOperator<String> answer;
  private final ClientLoop clients;

  /**
   * @param answer to a line; empty for silence
   */
  LineServer(String address, UnaryOperator<String> answer) throws IOException {
    this.answer = answer;
    this.clients = new ClientLoop(address, this::serve);
  }

  String target(String name) {
    return clients.target("tcp", name);
  }

  private void serve(Socket client) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      client.getOutputStream().write(answer.apply(line).getBytes(UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    clients.close();
  }
}
