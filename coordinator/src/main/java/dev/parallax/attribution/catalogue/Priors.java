package dev.parallax.attribution.catalogue;

import static java.util.Map.entry;

import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.EnumMap;
import java.util.Map;

/**
 * Prior probabilities of causes and scopes. All are expert judgement from before the evaluation and
 * not fitted to it; {@code inference.Calibration} is fitted by the evaluation.
 *
 * <p>The other constants of the model: {@link NoiseModel}, {@link ServerResponses}, {@link
 * WitnessPriors}, {@link Thresholds}; costs of the next round: {@code nextround.ProbeUtility}.
 */
public final class Priors {
  private Priors() {}

  /** The share of each cause among sweeps that an operator starts. */
  private static final Map<Cause, Double> RATE =
      new EnumMap<>(
          Map.ofEntries(
              entry(Cause.HEALTHY, 0.40),
              entry(Cause.HOST_DOWN, 0.04),
              entry(Cause.PORT_NOT_LISTENING, 0.04),
              entry(Cause.CERTIFICATE_INVALID, 0.06),
              entry(Cause.NO_SHARED_TLS_PARAMETERS, 0.02),
              entry(Cause.SERVICE_ABORTS_OR_STALLS, 0.03),
              entry(Cause.HTTP_ERROR, 0.05),
              entry(Cause.ONE_ADDRESS_BAD, 0.02),
              entry(Cause.WRONG_PROTOCOL, 0.01),
              entry(Cause.REQUIRES_SOMETHING_OF_THE_CLIENT, 0.01),
              entry(Cause.EDGE_BREAKS_EVERY_HANDSHAKE, 0.03),
              entry(Cause.EDGE_NAME_POLICY, 0.03),
              entry(Cause.EDGE_DROPS_CONNECTIONS, 0.03),
              entry(Cause.EDGE_REFUSES_CONNECTIONS, 0.01),
              entry(Cause.EDGE_REPLY_PATH_CAPTURED, 0.01),
              entry(Cause.EDGE_BLOCKS_SOME_CLIENTS, 0.02),
              entry(Cause.EDGE_RATE_LIMIT, 0.01),
              entry(Cause.EDGE_SIZE_POLICY, 0.01),
              entry(Cause.SNI_FILTER, 0.03),
              entry(Cause.PROBABILISTIC_SNI_FILTER, 0.01),
              entry(Cause.ADDRESS_BLOCK, 0.03),
              entry(Cause.PORT_BLOCK, 0.01),
              entry(Cause.PROTOCOL_FILTER, 0.02),
              entry(Cause.NO_ROUTE, 0.02),
              entry(Cause.PMTU_BLACK_HOLE, 0.01),
              entry(Cause.TLS_INTERCEPTION, 0.01),
              entry(Cause.THROTTLING, 0.005),
              entry(Cause.HEAVY_LOSS, 0.015),
              entry(Cause.RESOLVER_LIES_OR_FAILS, 0.03),
              entry(Cause.DNS_INJECTION, 0.01),
              entry(Cause.ZONE_FAULT, 0.03),
              entry(Cause.LOCAL_INTERCEPTION, 0.004),
              entry(Cause.CLOCK_WRONG, 0.01),
              entry(Cause.CA_BUNDLE_MISSING_OR_OLD, 0.01),
              entry(Cause.IPV6_BROKEN, 0.01),
              entry(Cause.AGENT_DEFECT, 0.004),
              entry(Cause.UNKNOWN, 0.005)));

  /** How the rate of a cause is shared among the kinds of scope it may have. */
  private static final Map<Scope.Attribute, Double> SHARE =
      new EnumMap<>(
          Map.of(
              Scope.Attribute.RESOLVER, 0.05,
              Scope.Attribute.REGION, 0.27,
              Scope.Attribute.COUNTRY, 0.14,
              Scope.Attribute.NETWORK, 0.46,
              Scope.Attribute.PROVIDER, 0.02,
              Scope.Attribute.LABEL, 0.01,
              Scope.Attribute.HOP, 0.05,
              Scope.Attribute.VANTAGE, 0.05));

  /**
   * A second, independent cause at the same time: the logarithm of a factor in addition to its
   * rate.
   */
  public static final double LOG_SECOND_CAUSE = StrictMath.log(0.3);

  /** A vantage is at fault itself, before its references are looked at. */
  public static final double VANTAGE_FAULT = 0.02;

  /** The concentration of the Dirichlet prior over the symptoms that a mechanism may show. */
  static final double SYMPTOM_CONCENTRATION = 0.2;

  /** The rate of a cause, 0 to 1; 0.001 for a cause that the list does not name. */
  public static double rate(Cause id) {
    return RATE.getOrDefault(id, 0.001);
  }

  /** The least probability with which a mechanism that acts sometimes hits a trial. */
  public static double leastRate(Cause id) {
    return id == Cause.HEAVY_LOSS ? 0.4 : 0.02;
  }

  public static double share(Scope.Attribute attribute) {
    return SHARE.getOrDefault(attribute, 1.0);
  }
}
