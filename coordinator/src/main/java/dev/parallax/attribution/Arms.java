package dev.parallax.attribution;

import static dev.parallax.model.Arm.BASE;
import static dev.parallax.model.Arm.CONTROL_SNI;
import static dev.parallax.model.Arm.DELAYED_HELLO;
import static dev.parallax.model.Arm.NO_SNI;
import static dev.parallax.model.Arm.PEER_ADDRESSES;
import static dev.parallax.model.Arm.PINNED_ADDRESS;
import static dev.parallax.model.Arm.REAL_SNI_AT_NEUTRAL;
import static dev.parallax.model.Arm.RESPONDER;

import dev.parallax.model.Arm;
import java.util.Set;

/** Arms by what they share. */
final class Arms {
  private Arms() {}

  /** Carry the real server name to the target. */
  static final Set<Arm> NAMED = Set.of(BASE, DELAYED_HELLO, PINNED_ADDRESS, PEER_ADDRESSES);

  /** Connect to the target. */
  static final Set<Arm> ANY =
      Set.of(BASE, CONTROL_SNI, NO_SNI, DELAYED_HELLO, PINNED_ADDRESS, PEER_ADDRESSES);

  /** Resolve the target's name first, whatever name they send. */
  static final Set<Arm> LOOKED_UP = Set.of(BASE, CONTROL_SNI, NO_SNI, DELAYED_HELLO);

  /** Resolve the target's name first, and send it. */
  static final Set<Arm> RESOLVING = Set.of(BASE, DELAYED_HELLO);

  /** Are told the address, not the name. */
  static final Set<Arm> ADDRESSED = Set.of(PINNED_ADDRESS, PEER_ADDRESSES);

  /**
   * What the causes make predictions about; other arms are looked at one by one, where they tell
   * something no likelihood is needed for.
   */
  static final Set<Arm> PREDICTED =
      Set.of(
          BASE,
          CONTROL_SNI,
          NO_SNI,
          DELAYED_HELLO,
          PINNED_ADDRESS,
          PEER_ADDRESSES,
          REAL_SNI_AT_NEUTRAL,
          RESPONDER);

  /** Carry the real server name to a server that has nothing to do with it. */
  static final Set<Arm> NEUTRAL = Set.of(REAL_SNI_AT_NEUTRAL, RESPONDER);
}
