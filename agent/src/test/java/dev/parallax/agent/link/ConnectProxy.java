package dev.parallax.agent.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.HttpProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An HTTP proxy on loopback that opens a tunnel for each CONNECT to an address literal. */
final class ConnectProxy implements AutoCloseable {
  private static final int HEAD_LIMIT = 8_192;

  /** The head of each request as it came. */
  final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private final ServerSocket listener;
  private final Optional<String> authorization;

  /**
   * @param authorization the value of Proxy-Authorization that is required; without it the answer
   *     is 407
   */
  ConnectProxy(Optional<String> authorization) throws IOException {
    this.listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    this.authorization = authorization;
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  HttpProxy address() {
    return HttpProxy.parse("http://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        Thread.ofVirtual().name("tunnel").start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void serve(Socket client) {
    try (client) {
      var head = head(client.getInputStream());
      requests.add(head);
      if (!isAuthorized(head)) {
        answer(client, "407 Proxy Authentication Required");
        return;
      }
      var target = HostPort.parse(head.split(" ", 3)[1]);
      try (var server = new Socket(target.host(), target.port())) {
        answer(client, "200 Connection established");
        var upstream = Thread.ofVirtual().start(() -> copy(client, server));
        copy(server, client);
        upstream.interrupt();
      }
    } catch (IOException closed) {
      // Both ends see the close.
    }
  }

  private boolean isAuthorized(String head) {
    return authorization
        .map(
            value ->
                head.toLowerCase(Locale.ROOT)
                    .contains(("proxy-authorization: " + value).toLowerCase(Locale.ROOT)))
        .orElse(true);
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (head.size() < HEAD_LIMIT && !head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    return head.toString(ISO_8859_1);
  }

  private static void answer(Socket client, String status) throws IOException {
    client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(ISO_8859_1));
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException closed) {
      // The other direction ends by itself.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
