package dev.parallax.report;

import static dev.parallax.report.Refutation.*;

import dev.parallax.model.Hypothesis;
import java.util.List;

/** For every cause, the observations that would have refuted it, the most telling first. */
final class Refutations {
  private Refutations() {}

  static List<Refutation> of(Hypothesis cause) {
    return switch (cause) {
      case N0 -> List.of(ANYONE_FAILS);
      case O1 -> List.of(OUTSIDE_PASSES, INSIDE_PASSES, OTHER_PORT_ANSWERS);
      case O2, O8 -> List.of(INSIDE_PASSES, OUTSIDE_PASSES);
      case O3 -> List.of(INSIDE_PASSES, OUTSIDE_PASSES, CHAIN_ACCEPTED);
      case O4, O5, O6, O9 -> List.of(INSIDE_PASSES, OUTSIDE_PASSES);
      case O7 -> List.of(ADDRESS_WORKS, ELSEWHERE_FAILS);
      case E1 -> List.of(INSIDE_FAILS, OUTSIDE_PASSES, CONTROL_NAME_PASSES, BREAKS_WITHOUT_HELLO);
      case E2 ->
          List.of(
              INSIDE_FAILS,
              OUTSIDE_PASSES,
              CONTROL_NAME_FAILS,
              NEUTRAL_SERVER_FAILS,
              BREAKS_WITHOUT_HELLO);
      case E3, E4 -> List.of(INSIDE_FAILS, OUTSIDE_PASSES);
      case E5 -> List.of(INSIDE_FAILS, OUTSIDE_PASSES, HELD_HELLO_PASSES);
      case E6 -> List.of(INSIDE_FAILS, ELSEWHERE_FAILS, REFERENCES_FAIL, NEUTRAL_SERVER_FAILS);
      case E7 -> List.of(INSIDE_FAILS, FIRST_TRIAL_FAILS, REFERENCES_FAIL);
      case E8 -> List.of(INSIDE_FAILS, SMALL_HELLO_FAILS, BIG_HELLO_PASSES);
      case P1 ->
          List.of(ELSEWHERE_FAILS, CONTROL_NAME_FAILS, BREAKS_WITHOUT_HELLO, REFERENCES_FAIL);
      case P2 -> List.of(ELSEWHERE_FAILS, CONTROL_NAME_FAILS, EVERY_TRIAL_FAILS, SAME_PORT_DIFFERS);
      case P3 -> List.of(ELSEWHERE_FAILS, CONTROL_NAME_PASSES, OTHER_PORT_ANSWERS, REFERENCES_FAIL);
      case P4 -> List.of(ELSEWHERE_FAILS, OTHER_PORT_FAILS, REFERENCES_FAIL);
      case P5 -> List.of(ELSEWHERE_FAILS, CONTROL_NAME_PASSES, REFERENCES_FAIL);
      case P6 -> List.of(ELSEWHERE_FAILS, NEIGHBOUR_ANSWERS, OTHER_PORT_ANSWERS, REFERENCES_FAIL);
      case P7 -> List.of(ELSEWHERE_FAILS, SMALL_HELLO_FAILS, BIG_HELLO_PASSES);
      case P8 -> List.of(ELSEWHERE_FAILS, SAME_LEAF, REFERENCES_FAIL);
      case P9, P10 -> List.of(ELSEWHERE_FAILS, REFERENCES_AS_SLOW);
      case D1 ->
          List.of(ELSEWHERE_FAILS, OTHER_ADDRESSES_FAIL, OTHER_RESOLVER_FAILS, REFERENCES_FAIL);
      case D2 -> List.of(ELSEWHERE_FAILS, OTHER_ADDRESSES_FAIL, OTHER_RESOLVER_ANSWERS);
      case D3 -> List.of(OUTSIDE_PASSES, OTHER_RESOLVER_ANSWERS);
      case D4 -> List.of(ANYONE_FAILS, ADDRESS_DOES_NOT_WORK);
      case V1, V6 -> List.of(REFERENCES_PASS, ELSEWHERE_FAILS);
      case V2 -> List.of(ELSEWHERE_FAILS, SAME_LEAF);
      case V3 -> List.of(CLOCK_RIGHT, ELSEWHERE_FAILS);
      case V4 -> List.of(CHAIN_REFUSED_ELSEWHERE, ELSEWHERE_FAILS);
      case V5 -> List.of(REFERENCES_PASS, BOTH_FAMILIES_FAIL, ELSEWHERE_FAILS);
      case V7 -> List.of(SAME_VERSION_PASSES, ELSEWHERE_FAILS);
      case U -> List.of(KNOWN_CAUSE);
    };
  }
}
