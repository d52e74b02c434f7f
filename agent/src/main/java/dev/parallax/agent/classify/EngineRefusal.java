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

  /**
   * A refusal of the certificate message.
   *
   * @param clause what is wrong with it
   */
  private record Fault(FailureWord word, String clause) {}

  private static final Fault KEY =
      new Fault(FailureWord.CERT_WEAK, "the certificate has a key that TLS clients do not use");

  private static final Map<String, Fault> CERTIFICATES =
      Map.ofEntries(
          Map.entry(
              "BAD_SIGNATURE",
              new Fault(
                  FailureWord.CERT_KEY_MISMATCH,
                  "the handshake is not signed by the key of the certificate")),
          Map.entry(
              "CANNOT_PARSE_LEAF_CERT",
              new Fault(FailureWord.CERT_MALFORMED, "the server's certificate cannot be parsed")),
          Map.entry(
              "KEY_USAGE_BIT_INCORRECT",
              new Fault(
                  FailureWord.CERT_WRONG_PURPOSE,
                  "the key usage of the certificate does not allow this handshake")),
          Map.entry("WRONG_CERTIFICATE_TYPE", KEY),
          Map.entry("UNKNOWN_CERTIFICATE_TYPE", KEY),
          Map.entry("BAD_ECC_CERT", KEY),
          Map.entry("UNSUPPORTED_ALGORITHM", KEY),
          Map.entry(
              "EXCESSIVE_MESSAGE_SIZE",
              new Fault(
                  FailureWord.CERT_TOO_LARGE,
                  "the certificates are longer than the 100 KiB that TLS clients take")));

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
      return new Failure(Step.TLS, certificate.word(), certificate.clause() + " (" + reason + ")");
    }
    boolean malformed = broken || BROKEN.stream().anyMatch(reason::contains);
    var word = malformed ? FailureWord.MALFORMED_RECORD : FailureWord.PARAMETERS_REFUSED;
    return new Failure(Step.TLS, reason.isEmpty() && !broken ? FailureWord.UNKNOWN : word, message);
  }
}
