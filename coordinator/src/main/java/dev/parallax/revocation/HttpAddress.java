package dev.parallax.revocation;

import dev.parallax.model.value.Ascii;
import dev.parallax.text.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A URL of a certificate, as far as it is asked: plain HTTP, without credentials, on port 80 or a
 * port of unprivileged services. Other browsers ask over plain HTTP only as well: CRLs and OCSP
 * responses are signed, and a TLS connection would need a revocation check of its own.
 *
 * @param resource path and query
 */
record HttpAddress(String host, int port, String resource) {
  private static final int LONGEST = 1_000;
  private static final int HTTP = 80;
  private static final int UNPRIVILEGED = 1_024;

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException naming the value and what was expected
   */
  static HttpAddress parse(String text) {
    require(
        text.length() <= LONGEST && Ascii.isVisible(text),
        "an address has at most " + LONGEST + " visible ASCII characters",
        text);
    var uri = uri(text);
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    require(scheme.equals("http"), "an address begins with http://", text);
    require(
        uri.getHost() != null && uri.getRawUserInfo() == null,
        "an address has a host and no user name",
        text);
    int port = uri.getPort() < 0 ? HTTP : uri.getPort();
    require(
        port == HTTP || (port >= UNPRIVILEGED && port <= 65_535),
        "a port is 80 or 1024 to 65535",
        text);
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new HttpAddress(uri.getHost(), port, path + query);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          "a URL is expected, got: " + Printable.escaped(text, 200), malformed);
    }
  }

  private static void require(boolean holds, String expectation, String value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + Printable.escaped(value, 200));
    }
  }

  /** The target of a redirect from here. */
  String resolve(String location) {
    return URI.create("http://" + authority() + resource).resolve(location).toString();
  }

  /** The value of the Host field. */
  String authority() {
    return port == HTTP ? host : host + ":" + port;
  }

  /** Without the brackets of an IPv6 address. */
  String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
