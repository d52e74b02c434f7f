package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Cause;
import java.util.Set;

/** The fault of a vantage by the symptom of its failing reference sites. */
final class FaultBySymptom {
  private static final Set<FailureWord> UNREACHED =
      Set.of(
          FailureWord.CONNECT_TIMEOUT,
          FailureWord.ADMIN_PROHIBITED,
          FailureWord.HOST_UNREACHABLE,
          FailureWord.NETWORK_UNREACHABLE);

  private FaultBySymptom() {}

  /** A resolver that no packet reaches is no broken resolver; behind it lies what is at fault. */
  static Cause of(VantageTrials vantage, Symptom symptom, FailureWord word) {
    return symptom == Symptom.NAME_UNRESOLVED
            && (UNREACHED.contains(word)
                || (word.equals(FailureWord.DNS_TIMEOUT)
                    && AnsweringPeers.of(vantage) == AnsweringPeers.NONE))
        ? Cause.UPLINK_DOWN
        : of(symptom);
  }

  static Cause of(Symptom symptom) {
    return switch (symptom) {
      case CERT_DATE -> Cause.CLOCK_WRONG;
      case CERT_ISSUER -> Cause.CA_BUNDLE_MISSING_OR_OLD;
      case NAME_UNRESOLVED, NAME_LIED -> Cause.OWN_RESOLVER_BROKEN;
      case CONNECT_SILENT, UNREACHABLE, BANNED, OK_LOSSY -> Cause.UPLINK_DOWN;
      case REFUSED,
          CUT_BEFORE_HELLO,
          CUT_AFTER_HELLO,
          SILENT_AFTER_HELLO,
          BROKEN_HANDSHAKE,
          NOT_TLS,
          ALERT,
          ALERT_NAME,
          ALERT_CLIENT,
          CERT_NAME,
          CERT_OTHER,
          CERT_FOREIGN,
          BLOCK_PAGE,
          OTHER_CONTENT ->
          Cause.LOCAL_INTERCEPTION;
      case HTTP_STATUS, FORBIDDEN, HTTP_BROKEN, LIMITED, TURNED_AWAY, OTHER, OK_SLOW, OK ->
          Cause.AGENT_DEFECT;
    };
  }
}
