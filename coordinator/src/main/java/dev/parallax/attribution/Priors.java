package dev.parallax.attribution;

import static java.util.Map.entry;

import dev.parallax.model.Hypothesis;
import dev.parallax.model.Scope;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is believed before anything was seen: every number that is not data, in one place. None of
 * them is fitted yet.
 */
final class Priors {
  private Priors() {}

  /** How often each cause is the cause, among sweeps somebody cares to run. */
  private static final Map<Hypothesis, Double> RATE =
      new EnumMap<>(
          Map.ofEntries(
              entry(Hypothesis.N0, 0.40),
              entry(Hypothesis.O1, 0.04),
              entry(Hypothesis.O2, 0.04),
              entry(Hypothesis.O3, 0.06),
              entry(Hypothesis.O4, 0.02),
              entry(Hypothesis.O5, 0.03),
              entry(Hypothesis.O6, 0.05),
              entry(Hypothesis.O7, 0.02),
              entry(Hypothesis.O8, 0.01),
              entry(Hypothesis.O9, 0.01),
              entry(Hypothesis.E1, 0.03),
              entry(Hypothesis.E2, 0.03),
              entry(Hypothesis.E3, 0.03),
              entry(Hypothesis.E4, 0.01),
              entry(Hypothesis.E5, 0.01),
              entry(Hypothesis.E6, 0.01),
              entry(Hypothesis.P1, 0.03),
              entry(Hypothesis.P2, 0.01),
              entry(Hypothesis.P3, 0.03),
              entry(Hypothesis.P5, 0.02),
              entry(Hypothesis.P6, 0.01),
              entry(Hypothesis.P8, 0.01),
              entry(Hypothesis.D1, 0.03),
              entry(Hypothesis.D3, 0.02),
              entry(Hypothesis.V2, 0.004),
              entry(Hypothesis.V3, 0.01),
              entry(Hypothesis.V4, 0.01),
              entry(Hypothesis.U, 0.005)));

  /** How a cause that may sit in several kinds of place is shared among them. */
  private static final Map<Scope.Attribute, Double> SHARE =
      new EnumMap<>(
          Map.of(
              Scope.Attribute.REGION, 0.30,
              Scope.Attribute.COUNTRY, 0.15,
              Scope.Attribute.NETWORK, 0.50,
              Scope.Attribute.VANTAGE, 0.05));

  /** A second, independent cause at the same time, over and above its own rate. */
  static final double LOG_SECOND_CAUSE = Math.log(0.3);

  /** A deterministic mechanism does not show this often all the same. */
  static final double MISS = 0.02;

  /** Failing for no reason worth a verdict: rate before the references spoke, and its weight. */
  static final double NOISE = 0.03;

  static final double NOISE_WEIGHT = 30;

  /**
   * Trials of one arm at one vantage share their minute and their path: the second tells less than
   * the first.
   */
  static final double CORRELATION = 0.1;

  /** A cell that the unknown cause touched. */
  static final double UNKNOWN_TOUCHES = 0.1;

  /** One network's resolver gives addresses nobody else gets, and it is no lie. */
  static final double LOG_ADDRESSES_DIFFER = Math.log(0.05);

  /** An address that only one network's resolvers give is one of the origin's own, gone bad. */
  static final double LOG_ADDRESS_IS_ORIGINS = Math.log(0.01);

  /** A far end contradicts a cause, once for every network it does so from. */
  static final double LOG_CONTRADICTED = Math.log(0.01);

  static double rate(Hypothesis id) {
    return RATE.getOrDefault(id, 0.001);
  }

  static double share(Scope.Attribute attribute) {
    return SHARE.getOrDefault(attribute, 1.0);
  }

  /** How noise is spread over what can be seen. */
  static double noise(Sight sight) {
    return switch (sight) {
      case CONNECT_SILENT -> 0.25;
      case SILENT_AFTER_HELLO, NAME_UNRESOLVED -> 0.14;
      case CUT_AFTER_HELLO, BROKEN_HANDSHAKE, HTTP_BROKEN -> 0.10;
      case HTTP_STATUS -> 0.05;
      case UNREACHABLE, CUT_BEFORE_HELLO -> 0.03;
      case REFUSED -> 0.02;
      default -> 0.004;
    };
  }

  /** How a sound server answers a name it does not know, or none. */
  static double manner(Sight sight) {
    return switch (sight) {
      case OK -> 0.88;
      case ALERT_NAME -> 0.07;
      case ALERT -> 0.03;
      case CUT_AFTER_HELLO, NOT_TLS -> 0.01;
      default -> 0;
    };
  }

  /** Trials the above is worth against what is seen where the target is sound. */
  static final double MANNER_WEIGHT = 4;
}
