package dev.parallax.model;

import java.util.List;
import java.util.Locale;

/** Why a round was run. */
public enum RoundReason {
  /** Base, controls and references for everyone. */
  FIRST_LOOK,
  /** The same arm passed and failed at one vantage: more trials. */
  MIXED_RESULTS,
  /** Connections break after the ClientHello: is it the ClientHello, or any accepted connection? */
  BREAKS_AFTER_HELLO,
  /** They break whatever the name: is it the size, the shape, the version, or TLS as such? */
  HELLO_MATTERS,
  /** The server refuses by an alert: which versions and suites does it take? */
  REFUSED_BY_ALERT,
  /** Connections do not come about: this port, this address, or the way there? */
  CONNECT_FAILS,
  /** The same probe passes and fails: does it follow the flow? */
  FLOWS_DIFFER,
  /** Something breaks on the way: at which hop? */
  WHERE_ON_PATH,
  /** The operator asked for these arms. */
  REQUESTED,
  /** Vantages resolved different addresses, or none: same name, same address for everyone. */
  ADDRESSES_DIFFER,
  /** Only the real server name fails: does it fail towards a neutral server too? */
  NAME_MATTERS,
  /** Connections break after the ClientHello: is it seen at both ends between two agents? */
  WHO_BREAKS,
  /** Several causes are still open, and they disagree about what another arm would show. */
  CAUSES_OPEN;

  /**
   * The arms that answer it, the main one first; none when any may. A target none of them was run
   * for did not raise the question.
   */
  public List<Arm> arms() {
    return switch (this) {
      case FIRST_LOOK -> List.of(Arm.BASE);
      case MIXED_RESULTS -> List.of(Arm.BASE, Arm.CONTROL_SNI);
      case BREAKS_AFTER_HELLO -> List.of(Arm.DELAYED_HELLO);
      case HELLO_MATTERS ->
          List.of(
              Arm.TLS12,
              Arm.TLS13,
              Arm.BIG_HELLO,
              Arm.BROWSER_HELLO,
              Arm.SPLIT_HELLO,
              Arm.PLAIN_HTTP,
              Arm.QUIC);
      case REFUSED_BY_ALERT ->
          List.of(Arm.CIPHER_SWEEP, Arm.TLS12, Arm.TLS13, Arm.CLIENT_CERTIFICATE);
      case CONNECT_FAILS ->
          List.of(Arm.OTHER_PORT, Arm.OTHER_FAMILY, Arm.ICMP_ECHO, Arm.TRACEROUTE);
      case FLOWS_DIFFER -> List.of(Arm.SAME_PORT_REPLAY);
      case WHERE_ON_PATH -> List.of(Arm.TTL_WALK, Arm.TRACEROUTE);
      case ADDRESSES_DIFFER -> List.of(Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES, Arm.OTHER_RESOLVER);
      case NAME_MATTERS -> List.of(Arm.REAL_SNI_AT_NEUTRAL);
      case WHO_BREAKS -> List.of(Arm.RESPONDER);
      case REQUESTED, CAUSES_OPEN -> List.of();
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
