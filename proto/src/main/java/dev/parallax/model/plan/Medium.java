package dev.parallax.model.plan;

import java.util.Locale;

/** The transport of a probe. */
public enum Medium {
  /** A TCP connection, and the layers of the scheme above it. */
  TCP,
  /** A QUIC handshake (RFC 9001) over UDP to the same port. */
  QUIC,
  /** UDP datagrams with increasing hop limit: the routers on the path. */
  TRACE,
  /** ICMP echo requests. */
  ECHO;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
