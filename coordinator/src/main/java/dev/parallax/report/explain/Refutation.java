package dev.parallax.report.explain;

import com.google.errorprone.annotations.Immutable;
import dev.parallax.model.plan.Arm;
import java.util.Optional;

/**
 * An observation that would refute a cause; {@code refutation.<name>} is its sentence.
 *
 * @see Refutations
 */
public enum Refutation {
  /** The base probe works on the origin's own host or LAN. */
  INSIDE_PASSES(VantageSide.INSIDE, Arm.BASE, Shows.PASS),
  /** It fails there as it does outside. */
  INSIDE_FAILS(VantageSide.INSIDE, Arm.BASE, Shows.SAME_FAILURE),
  /** One outside vantage passes every time. */
  OUTSIDE_PASSES(VantageSide.OUTSIDE, Arm.BASE, Shows.PASS),
  /** The same failure outside the scope. */
  ELSEWHERE_FAILS(VantageSide.ELSEWHERE, Arm.BASE, Shows.SAME_FAILURE),
  /** Any failure at all. */
  ANYONE_FAILS(VantageSide.ANYWHERE, Arm.BASE, Shows.FAILURE),
  CONTROL_NAME_FAILS(VantageSide.AFFECTED, Arm.CONTROL_SNI, Shows.SAME_FAILURE),
  CONTROL_NAME_PASSES(VantageSide.AFFECTED, Arm.CONTROL_SNI, Shows.PASS),
  NEUTRAL_SERVER_FAILS(VantageSide.AFFECTED, Arm.REAL_SNI_AT_NEUTRAL, Shows.SAME_FAILURE),
  BREAKS_WITHOUT_HELLO(VantageSide.AFFECTED, Arm.DELAYED_HELLO, Shows.EARLY_BREAK),
  HELD_HELLO_PASSES(VantageSide.AFFECTED, Arm.DELAYED_HELLO, Shows.PASS),
  REFERENCES_FAIL(VantageSide.AFFECTED, Arm.REFERENCE, Shows.FAILURE),
  REFERENCES_PASS(VantageSide.AFFECTED, Arm.REFERENCE, Shows.PASS),
  OTHER_PORT_ANSWERS(VantageSide.AFFECTED, Arm.OTHER_PORT, Shows.PASS),
  OTHER_PORT_FAILS(VantageSide.AFFECTED, Arm.OTHER_PORT, Shows.FAILURE),
  NEIGHBOUR_ANSWERS(VantageSide.AFFECTED, Arm.SIBLING_ADDRESS, Shows.PASS),
  SMALL_HELLO_FAILS(VantageSide.AFFECTED, Arm.SMALL_HELLO, Shows.SAME_FAILURE),
  BIG_HELLO_PASSES(VantageSide.AFFECTED, Arm.BIG_HELLO, Shows.PASS),
  OTHER_ADDRESSES_FAIL(VantageSide.AFFECTED, Arm.PEER_ADDRESSES, Shows.FAILURE),
  OTHER_RESOLVER_FAILS(VantageSide.AFFECTED, Arm.OTHER_RESOLVER, Shows.FAILURE),
  OTHER_RESOLVER_ANSWERS(VantageSide.AFFECTED, Arm.OTHER_RESOLVER, Shows.PASS),
  ZONE_GIVES_THE_SAME(VantageSide.AFFECTED, Arm.AUTHORITATIVE, Shows.FAILURE),
  ZONE_ANSWERS_WELL(VantageSide.AFFECTED, Arm.AUTHORITATIVE, Shows.PASS),
  BOTH_FAMILIES_FAIL(VantageSide.AFFECTED, Arm.OTHER_FAMILY, Shows.FAILURE),
  SAME_PORT_DIFFERS(),
  EVERY_TRIAL_FAILS(),
  CHAIN_ACCEPTED(),
  SAME_LEAF(),
  ADDRESS_WORKS(),
  ADDRESS_DOES_NOT_WORK(),
  FIRST_TRIAL_FAILS(),
  CLOCK_RIGHT(),
  CHAIN_REFUSED_ELSEWHERE(),
  SAME_VERSION_PASSES(),
  REFERENCES_AS_SLOW(),
  KNOWN_CAUSE();

  /** The place of the observation. */
  enum VantageSide {
    INSIDE,
    OUTSIDE,
    AFFECTED,
    ELSEWHERE,
    ANYWHERE
  }

  /** The symptom that a vantage would have to show. */
  enum Shows {
    PASS,
    FAILURE,
    SAME_FAILURE,
    EARLY_BREAK
  }

  /** The counts that decide it. */
  @Immutable
  public record Count(VantageSide place, Arm arm, Shows shows) {}

  private final Optional<Count> count;

  Refutation() {
    this.count = Optional.empty();
  }

  Refutation(VantageSide place, Arm arm, Shows shows) {
    this.count = Optional.of(new Count(place, arm, shows));
  }

  public Optional<Count> count() {
    return count;
  }
}
