package dev.parallax.web.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounded in size, number and time, for any input. */
@Timeout(60)
final class HttpPortTest {
  private static final Limits TIGHT =
      new Limits(
          4,
          4,
          2,
          1_000,
          2_000,
          3_000,
          Duration.ofMillis(400),
          Duration.ofSeconds(2),
          Duration.ofMillis(1));

  /** Longer than any test. */
  private static final Limits PATIENT =
      new Limits(
          4,
          3,
          2,
          1_000,
          2_000,
          3_000,
          Duration.ofSeconds(90),
          Duration.ofSeconds(90),
          Duration.ofMillis(1));

  private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n\r\n";

  private HttpPort port;

  @BeforeEach
  void open() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    port = HttpPort.open(loopback, TIGHT, HttpPortTest::echo);
  }

  @AfterEach
  void close() {
    port.close();
  }

  private static Answer echo(WebRequest request) {
    if (request.path().equals("/defect")) {
      throw new IllegalStateException("on purpose");
    }
    return Answer.text(200, request.method() + request.path() + request.form());
  }

  private String exchange(String bytes) {
    return RawClient.exchange(port.address(), bytes);
  }

  private static void assertStatus(int status, String response) {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
  }

  @Test
  void get_isAnswered() {
    var response = exchange("GET /a%20b?c=d HTTP/1.1\r\n" + CLOSE);
    assertStatus(200, response);
    assertTrue(response.endsWith("GET/a b{}\n"), response);
  }

  @Test
  void form_isDecoded() {
    var response =
        exchange(
            "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 7\r\n"
                + CLOSE
                + "a=%26+b");
    assertTrue(response.endsWith("POST/{a=& b}\n"), response);
  }

  @Test
  void formInPieces_isPutTogether() throws IOException {
    try (var socket = new Socket(port.address().getAddress(), port.address().getPort())) {
      socket.setTcpNoDelay(true);
      for (var piece :
          List.of(
              "POST / HT",
              "TP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
              "Content-Length: 7\r\n" + CLOSE,
              "a=%2",
              "6+b")) {
        socket.getOutputStream().write(piece.getBytes(US_ASCII));
        // Each is read separately: earlier bytes have arrived by then.
        assertStatus(200, exchange("GET / HTTP/1.1\r\n" + CLOSE));
      }
      var response = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertTrue(response.endsWith("POST/{a=& b}\n"), response);
    }
  }

  @Test
  void head_hasLengthAndNoBody() {
    var response = exchange("HEAD /x HTTP/1.1\r\n" + CLOSE);
    assertTrue(response.contains("content-length: 9"), response);
    assertTrue(response.endsWith("\r\n\r\n"), response);
  }

  @Test
  void pipelinedRequests_areAnsweredInTurn() {
    var response =
        exchange(
            "GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\nGET /2 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /3 HTTP/1.1\r\n"
                + CLOSE);
    assertEquals(
        List.of("GET/1{}", "GET/2{}", "GET/3{}"),
        response.lines().filter(line -> line.startsWith("GET/")).toList());
  }

  @Test
  void defect_is500AndSaysNothing() {
    var response = exchange("GET /defect HTTP/1.1\r\n" + CLOSE);
    assertStatus(500, response);
    assertTrue(!response.contains("on purpose"), response);
  }

  @Test
  void longLine_is414() {
    assertStatus(414, exchange("GET /" + "a".repeat(1_100) + " HTTP/1.1\r\n" + CLOSE));
  }

  @Test
  void longHead_is431() {
    assertStatus(431, exchange("GET / HTTP/1.1\r\nX: " + "a".repeat(2_100) + "\r\n" + CLOSE));
  }

  @Test
  void longBody_is413() {
    assertStatus(413, exchange("POST / HTTP/1.1\r\nContent-Length: 3001\r\n" + CLOSE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET http://elsewhere/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003 hello\r\n\r\n"
      })
  void whatCannotBeRead_is400(String bytes) {
    assertStatus(400, exchange(bytes));
  }

  @Test
  void twoLengths_are400() {
    var lines =
        List.of(
            "POST / HTTP/1.1",
            "Host: localhost",
            "Content-Length: 3",
            "Transfer-Encoding: chunked",
            "",
            "0",
            "",
            "");
    assertStatus(400, exchange(String.join("\r\n", lines)));
  }

  @Test
  void slowRequest_isCutOff() {
    assertEquals("", exchange("GET / HTTP/1.1\r\nHost: local"));
  }

  @Test
  void idleConnection_isClosed() {
    assertStatus(200, exchange("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  }

  @Test
  void halfRequests_giveWayToAWholeOne() throws IOException {
    List<Socket> held = new ArrayList<>();
    try (var patient = HttpPort.open(loopback(), PATIENT, HttpPortTest::echo)) {
      for (int i = 0; i < PATIENT.connections(); i++) {
        held.add(half(patient, "127.0.0." + (2 + i)));
      }
      var whole = RawClient.exchange(patient.address(), "GET /new HTTP/1.1\r\n" + CLOSE);
      assertStatus(200, whole);
    } finally {
      for (var socket : held) {
        socket.close();
      }
    }
  }

  @Test
  void oneClientTakesOnlyItsOwnShare() throws IOException {
    try (var patient = HttpPort.open(loopback(), PATIENT, HttpPortTest::echo);
        var honest = half(patient, "127.0.0.2");
        var first = half(patient, "127.0.0.1");
        var second = half(patient, "127.0.0.1");
        var third = half(patient, "127.0.0.1");
        var fourth = half(patient, "127.0.0.1")) {
      assertEquals(-1, first.getInputStream().read());
      honest.getOutputStream().write(CLOSE.getBytes(US_ASCII));
      assertStatus(200, new String(honest.getInputStream().readAllBytes(), US_ASCII));
      for (var open : List.of(second, third, fourth)) {
        open.getOutputStream().write(CLOSE.getBytes(US_ASCII));
        assertStatus(200, new String(open.getInputStream().readAllBytes(), US_ASCII));
      }
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  /** A connection from {@code address} that has sent the beginning of a request. */
  private static Socket half(HttpPort port, String address) throws IOException {
    var server = port.address();
    var socket =
        new Socket(server.getAddress(), server.getPort(), InetAddress.ofLiteral(address), 0);
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write("GET /half HTTP/1.1\r\n".getBytes(US_ASCII));
    return socket;
  }
}
