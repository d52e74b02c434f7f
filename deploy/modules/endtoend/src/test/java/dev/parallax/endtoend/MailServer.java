package dev.parallax.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server with STARTTLS whose policy turns clients of some addresses away. */
final class MailServer implements AutoCloseable {
  static final String REFUSAL = "554 5.7.1 client host blocked by policy";

  private final Predicate<InetAddress> refused;
  private final SSLContext tls;
  private final ClientLoop clients;

  MailServer(String address, SSLContext tls, Predicate<InetAddress> refused) throws IOException {
    this.tls = tls;
    this.refused = refused;
    this.clients = new ClientLoop(address, this::serve);
  }

  String target(String name) {
    return clients.target("smtp", name);
  }

  private void serve(Socket client) throws IOException {
    if (refused.test(client.getInetAddress())) {
      say(client, REFUSAL);
      return;
    }
    say(client, "220 mail.example.test ESMTP");
    var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
    var line = lines.readLine();
    while (line != null && !line.equalsIgnoreCase("STARTTLS")) {
      say(client, line.startsWith("QUIT") ? "221 bye" : "250-mail.example.test\r\n250 STARTTLS");
      line = lines.readLine();
    }
    if (line != null) {
      say(client, "220 ready");
      speakTls(client);
    }
  }

  private void speakTls(Socket client) throws IOException {
    var peer = client.getInetAddress().getHostAddress();
    try (var secure =
        (SSLSocket) tls.getSocketFactory().createSocket(client, peer, client.getPort(), true)) {
      secure.setUseClientMode(false);
      secure.startHandshake();
      var _ = secure.getInputStream().read();
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    clients.close();
  }
}
