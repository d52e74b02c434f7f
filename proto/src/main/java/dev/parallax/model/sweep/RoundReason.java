package dev.parallax.model.sweep;

import dev.parallax.model.plan.Arm;
import java.util.List;
import java.util.Locale;

/** Why a round was run. */
public enum RoundReason {
  /** Base, controls and references for everyone. */
  FIRST_LOOK,
  /** The same arm passed and failed at one vantage: more trials. */
  MIXED_RESULTS,
  /** The connections of one vantage need more retransmissions than chance explains: more trials. */
  RETRANSMISSIONS,
  /**
   * The agent at a vantage was late itself, so that its trials do not count: the same trials again.
   */
  AGENT_LATE,
  /** Connections break after the ClientHello: is it the ClientHello, or any accepted connection? */
  BREAKS_AFTER_HELLO,
  /**
   * Handshakes break for every name: is the cause the size, the shape, the version, or TLS itself?
   */
  HELLO_MATTERS,
  /** The server refuses by an alert: which versions and suites does it accept? */
  REFUSED_BY_ALERT,
  /** Connections fail: is the cause this port, this address, or the path? */
  CONNECT_FAILS,
  /** The same probe passes and fails: does it follow the flow? */
  FLOWS_DIFFER,
  /** The fault is on the path: at which hop? */
  WHERE_ON_PATH,
  /** The operator requested these arms. */
  REQUESTED,
  /**
   * Vantages resolved different addresses, or none: the same name at the same address for every
   * vantage.
   */
  ADDRESSES_DIFFER,
  /** Only the real server name fails: does it fail towards a neutral server too? */
  NAME_MATTERS,
  /** Connections break after the ClientHello: do both ends observe it between two agents? */
  WHO_BREAKS,
  /** Several causes are open, and their predictions for another arm differ. */
  CAUSES_OPEN;

  /**
   * The arms that answer it, the main arm first; empty when any arm may. For a target without any
   * of them the question was not raised.
   */
  public List<Arm> arms() {
    return switch (this) {
      case FIRST_LOOK -> List.of(Arm.BASE);
      case MIXED_RESULTS, RETRANSMISSIONS, AGENT_LATE -> List.of(Arm.BASE, Arm.CONTROL_SNI);
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
      case ADDRESSES_DIFFER ->
          List.of(Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES, Arm.OTHER_RESOLVER, Arm.AUTHORITATIVE);
      case NAME_MATTERS -> List.of(Arm.REAL_SNI_AT_NEUTRAL);
      case WHO_BREAKS -> List.of(Arm.RESPONDER);
      case REQUESTED, CAUSES_OPEN -> List.of();
    };
  }

  /** Whether it repeats arms that ran, with more trials. */
  public boolean isRepetition() {
    return this == MIXED_RESULTS || this == RETRANSMISSIONS;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
