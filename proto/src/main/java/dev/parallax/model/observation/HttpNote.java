package dev.parallax.model.observation;

import java.util.Locale;

/**
 * A property of a response that browsers accept and a strict client may not. Never a failure. The
 * words are published and only appended to.
 */
public enum HttpNote {
  /** Lines of the head end with LF alone (RFC 9112, section 2.2). */
  BARE_LF,
  /** Content-Length came more than once, each time with the same value (RFC 9112, section 6.3). */
  DUPLICATE_CONTENT_LENGTH,
  /** Content-Length beside Transfer-Encoding, which overrides it (RFC 9112, section 6.3). */
  LENGTH_AND_TRANSFER_ENCODING,
  /** The head has bytes of 128 and more (obs-text of RFC 9110, section 5.5). */
  NON_ASCII_HEADER,
  /** The head has more than 16 KiB, a common limit of proxies. */
  LARGE_HEAD,
  /** A response of the class 1xx came first, e.g. 103 Early Hints (RFC 8297). */
  INTERIM_RESPONSE,
  /** The head came, and a body of undeclared length had not ended when the time was up. */
  ENDLESS_BODY,
  /** The server offers HTTP/2 (RFC 9113) and no HTTP/1.1; the response came by HTTP/2. */
  HTTP2_ONLY;

  /** As in JSON and on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
