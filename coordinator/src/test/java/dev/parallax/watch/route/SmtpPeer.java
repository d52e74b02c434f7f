package dev.parallax.watch.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server on loopback that takes one mail a connection. */
final class SmtpPeer implements AutoCloseable {
  final List<String> lines = new CopyOnWriteArrayList<>();
  private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
  private final String refusal;

  /**
   * @param refusal the reply to RCPT TO instead of 250; empty for 250
   */
  SmtpPeer(String refusal) throws IOException {
    this.refusal = refusal;
    Thread.startVirtualThread(this::serve);
  }

  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        talk();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void talk() throws IOException {
    try (var socket = listener.accept()) {
      var out = socket.getOutputStream();
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out.write("220-mail.test\r\n220 ready\r\n".getBytes(StandardCharsets.UTF_8));
      var data = false;
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (data && !line.equals(".")) {
          continue;
        }
        data = line.equals("DATA");
        out.write((reply(line) + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private String reply(String line) {
    if (line.startsWith("RCPT") && !refusal.isEmpty()) {
      return refusal;
    }
    return line.equals("DATA")
        ? "354 go on"
        : line.equals("QUIT") ? "221 bye" : line.startsWith("AUTH") ? "235 ok" : "250 ok";
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
