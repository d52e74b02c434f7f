package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Locations of a rogue server: each request is a request line and the first request's headers. */
@ExtendWith(Leaks.class)
class HostileRedirectTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 5_000;
  private static final String INJECTED = "X-Injected: 1\r\n\r\nGET /evil HTTP/1.1\r\nHost: evil";
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  @AfterAll
  static void close() {
    PROBER.close();
  }

  /** The number of requests is that of the first and of a redirect that may be followed. */
  static Stream<Arguments> locations() {
    return Stream.of(
        arguments("crLf", "/a\r\n" + INJECTED, 2),
        arguments("lf", "/a\n" + INJECTED, 2),
        arguments("cr", "/a\r" + "X-Injected: 1", 1),
        arguments("space", "/a b", 1),
        arguments("version", "/a HTTP/1.1", 1),
        arguments("nul", "/a\0b", 1),
        arguments("tab", "/a\tb", 1),
        arguments("escape", "/a\u001b[2Jb", 1),
        arguments("delete", "/a\u007fb", 1),
        arguments("encoded", "/a%0d%0aX-Injected:%201", 2),
        arguments("encodedHost", "//site.example.com%0d%0a/", 1),
        arguments("fragment", "/a#\u00e9", 2),
        arguments("latin1", "/\u00e9", 2),
        arguments("c1", "/\u0085b", 2),
        arguments("query", "/a?\u00e2\u0080\u00ae", 2),
        arguments("javascript", "javascript:alert(1)", 1),
        arguments("file", "file:///etc/passwd", 1),
        arguments("ftp", "ftp://site.example.com/", 1),
        arguments("gopher", "gopher://127.0.0.1:25/_EHLO", 1),
        arguments("userInformation", "http://site.example.com:80@127.0.0.1/", 1),
        arguments("longest", "/" + "a".repeat(7_999), 2),
        arguments("tooLong", "/" + "a".repeat(8_000), 1),
        arguments("long", "/" + "a".repeat(100 * 1_024), 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("locations")
  void location_injectsNothing(String name, String location, int most) throws Exception {
    var over = new CountDownLatch(1);
    try (var peer = Peer.of(talk -> redirect(talk, location, over))) {
      Probes.one(PROBER, Probes.http(peer.port()).spec(), STEP_MILLIS);
      assertTrue(over.await(STEP_MILLIS, TimeUnit.MILLISECONDS), "the connection is closed");
      var requests = peer.received.stream().map(HostileRedirectTest::lines).toList();
      assertTrue(requests.size() >= 1 && requests.size() <= most, requests::toString);
      for (var request : requests) {
        assertTrue(request.getFirst().matches("GET /[!-~]* HTTP/1\\.1"), request::toString);
        assertEquals(requests.getFirst().stream().skip(1).toList(), rest(request), name);
      }
    }
  }

  private static List<String> rest(List<String> request) {
    return request.stream().skip(1).toList();
  }

  private static List<String> lines(byte[] request) {
    return Arrays.asList(new String(request, StandardCharsets.ISO_8859_1).split("\r\n", -1));
  }

  /** Further bytes after two requests are recorded as a third request. */
  private static void redirect(Peer.Talk talk, String location, CountDownLatch over)
      throws IOException {
    try {
      talk.readRequest()
          .say("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + "\r\n\r\n");
      talk.readRequest().say(OK);
      var more = talk.socket().getInputStream().readAllBytes();
      if (more.length > 0) {
        talk.peer().received.add(more);
      }
    } finally {
      over.countDown();
    }
  }
}
