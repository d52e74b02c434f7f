package dev.parallax.model;

import java.util.Locale;

/** What carries a probe. */
public enum Medium {
  /** A TCP connection, and above it what the scheme says. */
  TCP,
  /** A QUIC handshake (RFC 9001) over UDP to the same port. */
  QUIC,
  /** UDP datagrams with rising hop limit: which routers lie on the way. */
  TRACE,
  /** ICMP echo requests. */
  ECHO;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
