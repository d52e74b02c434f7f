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

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import java.util.Map;

/**
 * The responses of servers without a fault to each arm, before this server is known. Expert
 * judgement.
 */
public final class ServerResponses {
  private ServerResponses() {}

  /** The prior sample size of the response shares, in trials of this server. */
  public static final double WEIGHT = 4;

  /** The share of a response that is unknown from servers without a fault. */
  public static final double UNKNOWN_RESPONSE = 1e-4;

  /** In a forecast: responses with a smaller share are left out. */
  public static final double FORECAST_LEAST = 0.04;

  /** The prior shares of responses, which sum to 1. */
  public static Map<Symptom, Double> of(Arm arm) {
    return switch (arm) {
      case CONTROL_SNI, NO_SNI, DIRECT_IP ->
          Map.of(OK, 0.88, ALERT_NAME, 0.07, ALERT, 0.03, CUT_AFTER_HELLO, 0.01, NOT_TLS, 0.01);
      case SMALL_HELLO, SPLIT_HELLO, ECH_GREASE, TLS12 ->
          Map.of(OK, 0.96, ALERT, 0.03, CUT_AFTER_HELLO, 0.01);
      // What refuses a browser's ClientHello is a fault of its own.
      case BIG_HELLO, BROWSER_HELLO -> Map.of(OK, 0.998, ALERT, 0.001, CUT_AFTER_HELLO, 0.001);
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
}
