package dev.parallax.agent.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CookiesTest {
  @Test
  void pairsAreSentInTheOrderTheyCame_theLastValueOfAName() {
    assertEquals("Cookie: a=2; b=\r\n", line("a=1; Path=/", "b=; Secure", "a=2"));
  }

  @Test
  void removedCookieIsNotSent() {
    assertEquals("", line("a=1", "a=; Max-Age=0; Path=/"));
  }

  @Test
  void whatCannotStandInARequestIsIgnored() {
    assertEquals("", line("no pair", "=x", "a=b\u0001c", "a=b\rc", "a=\u20ac"));
  }

  @Test
  void countAndLengthAreBounded() {
    var many = IntStream.range(0, 100).mapToObj(i -> "c" + i + "=" + "v").toArray(String[]::new);
    assertEquals(20, line(many).split(";").length);
    assertEquals("", line("a=" + "b".repeat(5_000)));
  }

  private static String line(String... fields) {
    var cookies = new Cookies();
    for (var field : fields) {
      var response =
          new DefaultHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.FOUND, new KeptHeaders(Set.of()));
      response.headers().add("set-cookie", field);
      cookies.take(response);
    }
    return cookies.line();
  }
}
