package dev.parallax.model.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A probe that changes exactly one factor of {@link #BASE}. New arms are appended. */
public enum Arm {
  /** The target as a client would reach it. */
  BASE,
  /** Same address, an innocuous server name. */
  CONTROL_SNI,
  /** Same address, no server name at all. */
  NO_SNI,
  /** Waits after the connect before it sends the ClientHello. */
  DELAYED_HELLO,
  /** The target's name at one address, the same for every vantage. */
  PINNED_ADDRESS,
  /** The target's name at the addresses other vantages resolved; the variant is the address. */
  PEER_ADDRESSES,
  /** The target's server name sent to a neutral server elsewhere. Opt-in per agent. */
  REAL_SNI_AT_NEUTRAL,
  /** An unrelated, known-good site, to detect faults of the vantage. The variant is that site. */
  REFERENCE,
  /** Another port of the same address, connected to and no more; the variant is the port. */
  OTHER_PORT,
  /** A neighbour of the target's address, connected to and no more; the variant is the address. */
  SIBLING_ADDRESS,
  /** The addresses of one family only; the variant is {@code ipv4} or {@code ipv6}. */
  OTHER_FAMILY,
  /** The address alone: no server name, the name only in the Host header. */
  DIRECT_IP,
  /** The ClientHello cut in two; the variant is {@code segments} or {@code records}. */
  SPLIT_HELLO,
  /** A ClientHello of less than 500 bytes. */
  SMALL_HELLO,
  /** A ClientHello of more than 1,500 bytes, which fills two segments. */
  BIG_HELLO,
  /** The ClientHello of a current browser; the variant is {@code chrome} or {@code firefox}. */
  BROWSER_HELLO,
  /** A ClientHello with a GREASE encrypted_client_hello extension (RFC 9849). */
  ECH_GREASE,
  /** TLS 1.2 alone. */
  TLS12,
  /** TLS 1.3 alone. */
  TLS13,
  /** A single cipher suite; the variant is its IANA name. */
  CIPHER_SWEEP,
  /** A request in the clear to the same port. */
  PLAIN_HTTP,
  /** One packet with a limited hop count; the variant is packet, hops and server name. */
  TTL_WALK,
  /** The same source port each time; the variant is the port. */
  SAME_PORT_REPLAY,
  /** Only the resolution, by another name server; the variant is that server. */
  OTHER_RESOLVER,
  /** A handshake with another agent, which observes the far end; the variant is that vantage. */
  RESPONDER,
  /** Answers a request for a client certificate with a certificate. */
  CLIENT_CERTIFICATE,
  /** Requests a WebSocket upgrade (RFC 6455). */
  WEBSOCKET,
  /** A QUIC handshake to the same port over UDP. */
  QUIC,
  /** The routers on the path, by UDP datagrams with increasing hop limit. */
  TRACEROUTE,
  /** ICMP echo requests. */
  ICMP_ECHO,
  /**
   * Reads up to 128 KiB of answers on one connection; the variant is empty for the target, or the
   * neutral server for the control. Opt-in per agent.
   */
  BIG_ANSWER,
  /**
   * Only the resolution, by the authoritative name servers of the name's zone; the variant is the
   * transport, {@code udp} or {@code tcp}.
   */
  AUTHORITATIVE;

  /**
   * The arm as written in JSON, on the command line and in the documentation, e.g. {@code
   * control_sni}.
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Arm> of(String word) {
    return Stream.of(values()).filter(arm -> arm.word().equals(word)).findFirst();
  }
}
