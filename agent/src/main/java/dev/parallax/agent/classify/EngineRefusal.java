package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The reason why this host's TLS engine ended a handshake by itself, from the reason in BoringSSL's
 * errors. Its alert is the client's and never the server's.
 */
final class EngineRefusal {
  /** E.g. {@code error:1000007b:SSL routines:OPENSSL_internal:BAD_SIGNATURE}. */
  private static final Pattern REASON = Pattern.compile("OPENSSL_internal:([A-Z0-9_]+)");

  private static final Map<String, FailureWord> CERTIFICATES =
      Map.ofEntries(
          Map.entry("BAD_SIGNATURE", FailureWord.CERT_KEY_MISMATCH),
          Map.entry("CANNOT_PARSE_LEAF_CERT", FailureWord.CERT_MALFORMED),
          Map.entry("KEY_USAGE_BIT_INCORRECT", FailureWord.CERT_WRONG_PURPOSE),
          Map.entry("WRONG_CERTIFICATE_TYPE", FailureWord.CERT_WEAK),
          Map.entry("UNKNOWN_CERTIFICATE_TYPE", FailureWord.CERT_WEAK),
          Map.entry("BAD_ECC_CERT", FailureWord.CERT_WEAK),
          Map.entry("UNSUPPORTED_ALGORITHM", FailureWord.CERT_WEAK),
          Map.entry("EXCESSIVE_MESSAGE_SIZE", FailureWord.CERT_TOO_LARGE));

  /** Parts of reasons that show bytes which are not TLS, for any negotiated parameters. */
  private static final List<String> BROKEN =
      List.of(
          "DECODE", "UNEXPECTED", "DECRYPT", "BAD_LENGTH", "LENGTH_MISMATCH", "TOO_LONG", "MAC");

  private EngineRefusal() {}

  /**
   * @param message of the engine
   * @param broken whether its alert reports malformed bytes
   */
  static Failure of(String message, boolean broken) {
    var found = REASON.matcher(message);
    var reason = found.find() ? found.group(1) : "";
    var certificate = CERTIFICATES.get(reason);
    if (certificate != null) {
      return new Failure(Step.TLS, certificate, message);
    }
    boolean malformed = broken || BROKEN.stream().anyMatch(reason::contains);
    var word = malformed ? FailureWord.MALFORMED_RECORD : FailureWord.PARAMETERS_REFUSED;
    return new Failure(Step.TLS, reason.isEmpty() && !broken ? FailureWord.UNKNOWN : word, message);
  }
}
