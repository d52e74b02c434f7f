package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.symptom.Symptom.ALERT;
import static dev.parallax.attribution.symptom.Symptom.ALERT_CLIENT;
import static dev.parallax.attribution.symptom.Symptom.ALERT_NAME;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.CUT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.HTTP_STATUS;
import static dev.parallax.attribution.symptom.Symptom.NOT_TLS;
import static dev.parallax.attribution.symptom.Symptom.OK;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.attribution.symptom.Symptom.SILENT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.UNREACHABLE;
import static java.util.Map.entry;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.Arm;
import dev.parallax.model.Cause;
import dev.parallax.model.Scope;
import java.util.EnumMap;
import java.util.Map;

/**
 * The probabilities of the model before a sweep: how often each cause is met, how often trials fail
 * without one, how sound servers answer. They are judgement, written down before the evaluation
 * ran, and not fitted to it; {@code inference.Calibration} is what the evaluation fitted. The
 * distances of located faults stand in {@code inference.HopTerm}, the costs and thresholds of the
 * next round in {@code nextround.ProbeUtility}, and a threshold of a single rule beside that rule.
 */
public final class Priors {
  private Priors() {}

  /** How often each cause is the cause, among sweeps somebody cares to run. */
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
              entry(Cause.ZONE_FAULT, 0.02),
              entry(Cause.LOCAL_INTERCEPTION, 0.004),
              entry(Cause.CLOCK_WRONG, 0.01),
              entry(Cause.CA_BUNDLE_MISSING_OR_OLD, 0.01),
              entry(Cause.IPV6_BROKEN, 0.01),
              entry(Cause.AGENT_DEFECT, 0.004),
              entry(Cause.UNKNOWN, 0.005)));

  /** How a cause that may sit in several kinds of place is shared among them. */
  private static final Map<Scope.Attribute, Double> SHARE =
      new EnumMap<>(
          Map.of(
              Scope.Attribute.RESOLVER, 0.05,
              Scope.Attribute.REGION, 0.27,
              Scope.Attribute.COUNTRY, 0.14,
              Scope.Attribute.NETWORK, 0.46,
              Scope.Attribute.PROVIDER, 0.03,
              Scope.Attribute.HOP, 0.05,
              Scope.Attribute.VANTAGE, 0.05));

  /** A second, independent cause at the same time, over and above its own rate. */
  public static final double LOG_SECOND_CAUSE = Math.log(0.3);

  /** A deterministic mechanism does not show this often all the same. */
  public static final double MISS = 0.02;

  /** Failing for no reason worth a verdict: rate before the references spoke, and its weight. */
  public static final double NOISE = 0.03;

  public static final double NOISE_WEIGHT = 30;

  /**
   * Trials of one arm at one vantage share their minute and their path: the second tells less than
   * the first.
   */
  public static final double CORRELATION = 0.1;

  /** A vantage that sees something of its own that no cause accounts for. */
  public static final double ODD = 0.01;

  /** A vantage that loses packets, or its resolver does, for a while. */
  public static final double ODD_LOSSY = 0.03;

  /** It loses at most this share of its trials. */
  public static final double ODD_LOSSY_MOST = 0.7;

  /** A cell that the unknown cause touched. */
  public static final double UNKNOWN_TOUCHES = 0.1;

  /**
   * What a mechanism does to an arm it predicts nothing for, one draw for all vantages: it spares
   * the arm.
   */
  public static final double UNKNOWN_EFFECT_SPARES = 0.45;

  /** Likewise: it affects the arm as it affects the others. */
  public static final double UNKNOWN_EFFECT_HITS = 0.45;

  /** Likewise: it does something else. */
  public static final double UNKNOWN_EFFECT_OTHER = 0.10;

  /** A vantage is at fault itself, before its references are looked at. */
  public static final double VANTAGE_FAULT = 0.02;

  /** One network's resolver gives addresses nobody else gets, and it is no lie. */
  public static final double LOG_ADDRESSES_DIFFER = Math.log(0.05);

  /** An address that only one network's resolvers give is one of the origin's own, gone bad. */
  public static final double LOG_ADDRESS_IS_ORIGINS = Math.log(0.004);

  /** A far end contradicts a cause, once for every network it does so from. */
  public static final double LOG_CONTRADICTED = Math.log(0.01);

  public static double rate(Cause id) {
    return RATE.getOrDefault(id, 0.001);
  }

  /** A mechanism that shows some of the time shows at least this often. */
  public static double leastRate(Cause id) {
    return id == Cause.HEAVY_LOSS ? 0.25 : 0.02;
  }

  public static double share(Scope.Attribute attribute) {
    return SHARE.getOrDefault(attribute, 1.0);
  }

  /** How noise is spread over what can be seen. */
  public static double noise(Symptom symptom) {
    return switch (symptom) {
      case CONNECT_SILENT -> 0.25;
      case SILENT_AFTER_HELLO, NAME_UNRESOLVED -> 0.14;
      case CUT_AFTER_HELLO, BROKEN_HANDSHAKE, HTTP_BROKEN -> 0.10;
      case HTTP_STATUS -> 0.05;
      case UNREACHABLE, CUT_BEFORE_HELLO -> 0.03;
      case REFUSED -> 0.02;
      case OK, OK_LOSSY, OK_SLOW -> 0;
      default -> 0.004;
    };
  }

  /** How sound servers answer each question, before this one is known better. */
  public static Map<Symptom, Double> manners(Arm arm) {
    return switch (arm) {
      case CONTROL_SNI, NO_SNI, DIRECT_IP ->
          Map.of(OK, 0.88, ALERT_NAME, 0.07, ALERT, 0.03, CUT_AFTER_HELLO, 0.01, NOT_TLS, 0.01);
      case SMALL_HELLO, BIG_HELLO, BROWSER_HELLO, SPLIT_HELLO, ECH_GREASE, TLS12 ->
          Map.of(OK, 0.96, ALERT, 0.03, CUT_AFTER_HELLO, 0.01);
      case TLS13 -> Map.of(OK, 0.88, ALERT, 0.11, CUT_AFTER_HELLO, 0.01);
      case PLAIN_HTTP -> Map.of(OK, 0.7, CUT_AFTER_HELLO, 0.2, SILENT_AFTER_HELLO, 0.1);
      case OTHER_PORT -> Map.of(OK, 0.5, REFUSED, 0.25, CONNECT_SILENT, 0.25);
      case SIBLING_ADDRESS ->
          Map.of(OK, 0.35, REFUSED, 0.25, CONNECT_SILENT, 0.3, UNREACHABLE, 0.1);
      case ICMP_ECHO -> Map.of(OK, 0.6, CONNECT_SILENT, 0.38, REFUSED, 0.02);
      case CLIENT_CERTIFICATE ->
          Map.of(OK, 0.9, ALERT, 0.05, ALERT_CLIENT, 0.03, HTTP_STATUS, 0.02);
      default -> Map.of(OK, 1.0);
    };
  }

  /** Trials the above is worth against what is seen where the target is sound. */
  public static final double MANNER_WEIGHT = 4;

  /** Passing with several packets sent again: rate before the references spoke, and its weight. */
  public static final double LOSSY = 0.05;

  public static final double LOSSY_WEIGHT = 10;

  /** Passing many times slower than round trips explain: likewise. */
  public static final double SLOW = 0.01;

  public static final double SLOW_WEIGHT = 15;

  /** How much a cause that may show in several ways is expected to keep to one. */
  static final double SHOWS = 0.2;
}
