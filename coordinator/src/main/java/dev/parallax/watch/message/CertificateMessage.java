package dev.parallax.watch.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.IncidentWords;
import dev.parallax.report.words.Language;
import dev.parallax.watch.expiry.CertificateExpiry;
import dev.parallax.watch.expiry.ExpiryNotice;
import dev.parallax.watch.incident.Notice;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The message that a certificate expires soon, or was replaced. */
public final class CertificateMessage {
  /** The cause of these messages; no verdict has it. */
  static final String CAUSE = "CERTIFICATE_EXPIRES";

  private static final int SHOWN_DIGITS = 12;

  private CertificateMessage() {}

  /**
   * The message of a notice.
   *
   * @param pages the address of the coordinator's pages
   */
  public static Message of(ExpiryNotice notice, Language language, Optional<String> pages) {
    var certificate = notice.certificate();
    var words = IncidentWords.of(language);
    var isOver = notice.kind() == Notice.Kind.CLOSED;
    return new Message(
        notice.kind(),
        certificate.id(),
        notice.kind() + "/" + certificate.sha256() + "/" + certificate.days(),
        certificate.target(),
        "ORIGIN",
        CAUSE,
        "",
        certificate.openedAt(),
        certificate.closedAt(),
        isOver
            ? words.say("certificate.renewed", parameters(certificate, notice.at()))
            : sentence(certificate, notice.at(), language),
        Catalogue.of(language).listed(certificate.affected()),
        List.of(),
        isOver ? "" : words.say("certificate.remedy", Map.of()),
        pages
            .map(
                page ->
                    page.replaceAll("/+$", "")
                        + "/target?name="
                        + URLEncoder.encode(certificate.target(), UTF_8))
            .orElse(""),
        language);
  }

  /** When the certificate expires, or that it has expired. */
  public static String sentence(CertificateExpiry certificate, Instant now, Language language) {
    var part = certificate.leaf() ? "certificate.leaf." : "certificate.issuer.";
    var when =
        certificate.isExpired(now)
            ? "expired"
            : certificate.daysLeft(now) == 1
                ? "tomorrow"
                : certificate.daysLeft(now) == 0 ? "today" : "expires";
    return IncidentWords.of(language).say(part + when, parameters(certificate, now));
  }

  /** The same with the first digits of the fingerprint, as reports name certificates. */
  public static String brief(CertificateExpiry certificate, Instant now, Language language) {
    var digits = certificate.sha256();
    return sentence(certificate, now, language)
        .replace(digits, digits.substring(0, Math.min(SHOWN_DIGITS, digits.length())));
  }

  private static Map<String, String> parameters(CertificateExpiry certificate, Instant now) {
    return Map.of(
        "days",
        Long.toString(certificate.daysLeft(now)),
        "at",
        certificate.notAfter().truncatedTo(ChronoUnit.SECONDS).toString(),
        "subject",
        certificate.subject(),
        "sha256",
        certificate.sha256());
  }
}
