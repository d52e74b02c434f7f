package dev.parallax.model;

import java.util.List;
import java.util.Locale;

/** Why a round was run. */
public enum RoundReason {
  /** Base, controls and references for everyone. */
  FIRST_LOOK(Arm.BASE),
  /** The same arm passed and failed at one vantage: more trials. */
  MIXED_RESULTS(Arm.BASE, Arm.CONTROL_SNI),
  /** Connections break after the ClientHello: is it the ClientHello, or any accepted connection? */
  BREAKS_AFTER_HELLO(Arm.DELAYED_HELLO),
  /** They break whatever the name: is it the size, the shape, the version, or TLS as such? */
  HELLO_MATTERS(
      Arm.TLS12,
      Arm.TLS13,
      Arm.BIG_HELLO,
      Arm.BROWSER_HELLO,
      Arm.SPLIT_HELLO,
      Arm.PLAIN_HTTP,
      Arm.QUIC),
  /** The server refuses by an alert: which versions and suites does it take? */
  REFUSED_BY_ALERT(Arm.CIPHER_SWEEP, Arm.TLS12, Arm.TLS13, Arm.CLIENT_CERTIFICATE),
  /** Connections do not come about: this port, this address, or the way there? */
  CONNECT_FAILS(Arm.OTHER_PORT, Arm.OTHER_FAMILY, Arm.ICMP_ECHO, Arm.TRACEROUTE),
  /** The same probe passes and fails: does it follow the flow? */
  FLOWS_DIFFER(Arm.SAME_PORT_REPLAY),
  /** Something breaks on the way: at which hop? */
  WHERE_ON_PATH(Arm.TTL_WALK, Arm.TRACEROUTE),
  /** The operator asked for these arms. */
  REQUESTED,
  /** Vantages resolved different addresses, or none: same name, same address for everyone. */
  ADDRESSES_DIFFER(Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES, Arm.OTHER_RESOLVER),
  /** Only the real server name fails: does it fail towards a neutral server too? */
  NAME_MATTERS(Arm.REAL_SNI_AT_NEUTRAL),
  /** Connections break after the ClientHello: is it seen at both ends between two agents? */
  WHO_BREAKS(Arm.RESPONDER),
  /** Several causes are still open, and they disagree about what another arm would show. */
  CAUSES_OPEN;

  private final List<Arm> arms;

  RoundReason(Arm... arms) {
    this.arms = List.of(arms);
  }

  /**
   * The arms that answer it, the main one first; none when any may. A target none of them was run
   * for did not raise the question.
   */
  public List<Arm> arms() {
    return arms;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
