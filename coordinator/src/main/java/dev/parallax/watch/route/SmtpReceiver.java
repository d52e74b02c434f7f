package dev.parallax.watch.route;

import dev.parallax.watch.message.Digest;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sends a mail by SMTP (RFC 5321), with STARTTLS (RFC 3207) or TLS where the route requires it. */
record SmtpReceiver(AlertRoute route, Duration patience, InstantSource clock) implements Receiver {
  private static final String CRLF = "\r\n";
  private static final int TEXT_BYTES = 100_000;
  private static final int LINE = 76;

  @Override
  public void deliver(List<Message> messages) throws DeliveryException, InterruptedException {
    var server = route.setting(Setting.SERVER).orElseThrow();
    int colon = server.lastIndexOf(':');
    var host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
    int port = Integer.parseInt(server.substring(colon + 1));
    var tls = route.setting(Setting.TLS).orElse("none");
    try (var socket = new Socket();
        var end = new SessionDeadline(socket, patience)) {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(patience.toMillis()));
      var session = new SmtpSession(tls.equals("tls") ? secured(socket, host, port) : socket);
      session.greeting();
      if (tls.equals("starttls")) {
        session.command("STARTTLS", 220);
        session = new SmtpSession(secured(socket, host, port));
        session.hello();
      }
      send(session, new Digest(messages));
      end.reached();
    } catch (IOException failed) {
      throw new DeliveryException(host + ": " + failed.getClass().getSimpleName());
    }
  }

  private void send(SmtpSession session, Digest digest) throws IOException, DeliveryException {
    var user = route.setting(Setting.USER);
    if (user.isPresent()) {
      var password = SecretFile.required(route, Setting.SECRET_FILE);
      session.secret("AUTH PLAIN", base64("\0" + user.get() + "\0" + password), 235);
    }
    session.command("MAIL FROM:<" + route.setting(Setting.FROM).orElseThrow() + ">", 250);
    for (var to : recipients()) {
      session.command("RCPT TO:<" + to + ">", 250);
    }
    session.command("DATA", 354);
    session.command(mail(digest) + CRLF + ".", 250);
    session.command("QUIT", 221);
  }

  private List<String> recipients() {
    return Stream.of(route.setting(Setting.TO).orElseThrow().split(","))
        .map(String::strip)
        .toList();
  }

  /** The body is base64, so that no line of it begins with a dot. */
  private String mail(Digest digest) {
    var date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    var first = digest.messages().getFirst();
    return String.join(
        CRLF,
        "From: Parallax <" + route.setting(Setting.FROM).orElseThrow() + ">",
        "To: " + String.join(", ", recipients()),
        "Subject: " + Receivers.encodedWord(Digest.cut(digest.title(), 45)),
        "Date: " + date,
        "Message-ID: <" + first.incident() + "." + clock.instant().toEpochMilli() + "@parallax>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        folded(base64(digest.title() + "\n\n" + digest.text(TEXT_BYTES) + "\n")));
  }

  private static String folded(String text) {
    return text.replaceAll("(.{" + LINE + "})(?!$)", "$1" + CRLF);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SSLSocket secured(Socket plain, String host, int port) throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Closes the socket of a session that takes too long as a whole. */
  private static final class SessionDeadline implements AutoCloseable {
    private final Thread thread;

    SessionDeadline(Socket socket, Duration patience) {
      this.thread =
          Thread.startVirtualThread(
              () -> {
                try {
                  TimeUnit.MILLISECONDS.sleep(2 * patience.toMillis());
                  socket.close();
                } catch (InterruptedException | IOException over) {
                  // The session has ended.
                }
              });
    }

    void reached() {
      thread.interrupt();
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
