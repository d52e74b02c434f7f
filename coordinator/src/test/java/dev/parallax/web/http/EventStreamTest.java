package dev.parallax.web.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events over a real socket. */
@Timeout(60)
final class EventStreamTest {
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int MEGABYTE = 1_000_000;
  private static final int MANY = 60;

  @Test
  void events_haveNameIdAndLines_andEndTheConnection() throws IOException {
    Handler handler =
        request ->
            Answer.events(
                stream -> {
                  stream.send("a", Optional.of("7"), "one\ntwo");
                  stream.end();
                  stream.send("late", Optional.empty(), "dropped");
                  stream.end();
                });
    try (var port = HttpPort.open(LOOPBACK, Limits.DEFAULT, handler)) {
      var response = RawClient.exchange(port.address(), GET);
      assertTrue(response.startsWith("HTTP/1.1 200 "), response);
      assertTrue(response.contains("event: a\nid: 7\ndata: one\ndata: two\n\n"), response);
      assertTrue(response.endsWith("0\r\n\r\n"), response);
    }
  }

  @Test
  void aDefect_endsTheStream() throws IOException {
    Handler handler =
        request ->
            Answer.events(
                stream -> {
                  throw new IllegalStateException("on purpose");
                });
    try (var port = HttpPort.open(LOOPBACK, Limits.DEFAULT, handler)) {
      assertTrue(RawClient.exchange(port.address(), GET).endsWith("\r\n\r\n0\r\n\r\n"));
    }
  }

  @Test
  void aClientThatDoesNotRead_isDisconnected_andItsEventsAreDropped() throws Exception {
    var event = "x".repeat(MEGABYTE);
    var sent = new CountDownLatch(1);
    Handler handler =
        request ->
            Answer.events(
                stream -> {
                  for (int i = 0; i < MANY; i++) {
                    stream.send("big", Optional.empty(), event);
                  }
                  stream.end();
                  sent.countDown();
                });
    try (var port = HttpPort.open(LOOPBACK, Limits.DEFAULT, handler);
        var socket = new Socket()) {
      socket.setReceiveBufferSize(65_536);
      socket.connect(port.address());
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(GET.getBytes(US_ASCII));
      // Not one byte is read before the server has given the client up.
      assertTrue(sent.await(30, TimeUnit.SECONDS));
      long received = 0;
      try {
        var buffer = new byte[65_536];
        for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
          received += n;
        }
      } catch (SocketException reset) {
        // The end of a connection with unread bytes.
      }
      assertTrue(received < (long) MANY * MEGABYTE, "received " + received);
    }
  }
}
