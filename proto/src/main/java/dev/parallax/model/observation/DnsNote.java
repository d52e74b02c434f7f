package dev.parallax.model.observation;

import java.util.Locale;

/**
 * A property of a DNS answer that is no failure, although certain clients fail with it. The words
 * are published and only appended to.
 */
public enum DnsNote {
  /**
   * An address record precedes the alias that leads to it. The records of an answer have no order
   * (RFC 1034, section 3.6), but glibc expects one.
   */
  ADDRESS_BEFORE_ALIAS,
  /** The addresses are those of the host's own file (hosts(5)); its programs send no query. */
  HOSTS_FILE,
  /**
   * DNS has other addresses for the name than the hosts file, or none. Also of the trials at the
   * addresses of DNS, which are not those of the host's programs.
   */
  HOSTS_FILE_DIFFERS;

  /** As in JSON and on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
