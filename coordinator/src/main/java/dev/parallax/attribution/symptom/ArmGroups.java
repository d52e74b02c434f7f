package dev.parallax.attribution.symptom;

import static dev.parallax.model.plan.Arm.AUTHORITATIVE;
import static dev.parallax.model.plan.Arm.BASE;
import static dev.parallax.model.plan.Arm.BIG_HELLO;
import static dev.parallax.model.plan.Arm.BROWSER_HELLO;
import static dev.parallax.model.plan.Arm.CLIENT_CERTIFICATE;
import static dev.parallax.model.plan.Arm.CONTROL_SNI;
import static dev.parallax.model.plan.Arm.DELAYED_HELLO;
import static dev.parallax.model.plan.Arm.DIRECT_IP;
import static dev.parallax.model.plan.Arm.ECH_GREASE;
import static dev.parallax.model.plan.Arm.ICMP_ECHO;
import static dev.parallax.model.plan.Arm.NO_SNI;
import static dev.parallax.model.plan.Arm.OTHER_PORT;
import static dev.parallax.model.plan.Arm.OTHER_RESOLVER;
import static dev.parallax.model.plan.Arm.PEER_ADDRESSES;
import static dev.parallax.model.plan.Arm.PINNED_ADDRESS;
import static dev.parallax.model.plan.Arm.PLAIN_HTTP;
import static dev.parallax.model.plan.Arm.REAL_SNI_AT_NEUTRAL;
import static dev.parallax.model.plan.Arm.RESPONDER;
import static dev.parallax.model.plan.Arm.SAME_PORT_REPLAY;
import static dev.parallax.model.plan.Arm.SIBLING_ADDRESS;
import static dev.parallax.model.plan.Arm.SMALL_HELLO;
import static dev.parallax.model.plan.Arm.SPLIT_HELLO;
import static dev.parallax.model.plan.Arm.TLS12;
import static dev.parallax.model.plan.Arm.TLS13;

import dev.parallax.model.plan.Arm;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Arms grouped by common properties. */
public final class ArmGroups {
  private ArmGroups() {}

  /** Arms with the real name that request the page. */
  public static final Set<Arm> REQUESTS =
      set(BASE, PINNED_ADDRESS, PEER_ADDRESSES, CLIENT_CERTIFICATE);

  /** Complete a handshake with the real server name at the target. */
  public static final Set<Arm> NAMED =
      and(REQUESTS, set(DELAYED_HELLO, TLS12, TLS13, SAME_PORT_REPLAY));

  /** Of these, the arms that end with the handshake: they do not validate the certificate. */
  public static final Set<Arm> UNJUDGED = without(NAMED, REQUESTS);

  /** Carry the real name in a ClientHello of another shape, and see the first answer only. */
  public static final Set<Arm> SHAPED =
      set(SMALL_HELLO, BIG_HELLO, BROWSER_HELLO, SPLIT_HELLO, ECH_GREASE);

  /** Send the real name to the target, in a ClientHello of any shape. */
  public static final Set<Arm> REAL_NAME = and(NAMED, SHAPED);

  /** Resolve the name by other name servers than the host's own, and connect to no address. */
  public static final Set<Arm> RESOLUTIONS = set(OTHER_RESOLVER, AUTHORITATIVE);

  /** Arms that vary the shape of the ClientHello, its version, or the use of TLS. */
  public static final Set<Arm> SHAPES = and(SHAPED, set(TLS12, TLS13, PLAIN_HTTP));

  /** Arms that send the target another name, or none: only the handshake counts. */
  public static final Set<Arm> NAMELESS = set(CONTROL_SNI, NO_SNI, DIRECT_IP);

  /** Every handshake with the target. */
  public static final Set<Arm> HELLOS = and(REAL_NAME, NAMELESS);

  /** Connect to the target's port. */
  public static final Set<Arm> ANY = and(HELLOS, set(PLAIN_HTTP));

  /** Arms with another request to the target's host. */
  public static final Set<Arm> HOST = set(OTHER_PORT, ICMP_ECHO);

  /** Arms whose plan contains the address, without a resolution. */
  public static final Set<Arm> ADDRESSED = set(PINNED_ADDRESS, PEER_ADDRESSES);

  /** Arms that resolve the target's name, whatever name they send. */
  public static final Set<Arm> LOOKED_UP = without(ANY, ADDRESSED);

  /** Resolve the target's name first, and send it. */
  public static final Set<Arm> RESOLVING = without(NAMED, ADDRESSED);

  /** Arms that send the real server name to an unrelated server. */
  public static final Set<Arm> NEUTRAL = set(REAL_SNI_AT_NEUTRAL, RESPONDER);

  /**
   * Arms that resemble an ordinary browser: when only these fail, users see a fault that base does
   * not show.
   */
  public static final Set<Arm> LARGE = set(BIG_HELLO, BROWSER_HELLO);

  /**
   * The arms for which causes make predictions; the other arms are evaluated singly, where they
   * need no likelihood.
   */
  static final Set<Arm> PREDICTED =
      and(and(ANY, HOST), and(NEUTRAL, and(RESOLUTIONS, set(SIBLING_ADDRESS))));

  private static Set<Arm> set(Arm first, Arm... more) {
    return Collections.unmodifiableSet(EnumSet.of(first, more));
  }

  private static Set<Arm> and(Set<Arm> arms, Set<Arm> otherArms) {
    var all = EnumSet.copyOf(arms);
    all.addAll(otherArms);
    return Collections.unmodifiableSet(all);
  }

  private static Set<Arm> without(Set<Arm> all, Set<Arm> arms) {
    var rest = EnumSet.copyOf(all);
    rest.removeAll(arms);
    return Collections.unmodifiableSet(rest);
  }
}
