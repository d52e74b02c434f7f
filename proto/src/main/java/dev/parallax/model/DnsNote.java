package dev.parallax.model;

import java.util.Locale;

/**
 * A property of a DNS answer that is no failure, although some clients fail with it. The words are
 * published and only appended to.
 */
public enum DnsNote {
  /**
   * An address record precedes the alias that leads to it. The records of an answer have no order
   * (RFC 1034, section 3.6), but glibc expects one.
   */
  ADDRESS_BEFORE_ALIAS;

  /** As in JSON and on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
