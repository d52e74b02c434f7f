package dev.parallax.certificate.rule;

import dev.parallax.certificate.extension.CertificateNames;
import dev.parallax.certificate.path.TrustPath;
import dev.parallax.certificate.reader.Strength;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.OcspStaple;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Validates a path from a leaf to an anchor (RFC 5280, section 6). The anchor is included: its
 * dates, constraints and critical extensions count.
 *
 * @param sent leaf first
 * @param host the name or address that the leaf must contain
 */
public record PathRules(
    List<X509Certificate> sent, String host, Optional<OcspStaple> staple, Instant now) {
  private static final int NAMES_SHOWN = 3;

  public PathRules {
    sent = List.copyOf(sent);
  }

  /**
   * The first rule that a path violates.
   *
   * @param rule the later, the closer the path is to being valid
   */
  public record PathFault(Rule rule, Failure failure) {}

  public Optional<PathFault> fault(TrustPath path) {
    return Arrays.stream(Rule.values())
        .flatMap(rule -> check(rule, path).map(failure -> new PathFault(rule, failure)).stream())
        .findFirst();
  }

  /** Whether a sent authority violates no rule by itself, in any path. */
  public boolean isSound(X509Certificate issuer) {
    return ExtensionRules.unreadable(issuer).isEmpty()
        && IssuerRules.ofIntermediate(issuer).isEmpty()
        && TrustPath.isValidAt(issuer, now)
        && PurposeRules.extended(issuer).isEmpty()
        && ExtensionRules.unknown(issuer).isEmpty()
        && Strength.weakness(issuer).isEmpty();
  }

  private Optional<Failure> check(Rule rule, TrustPath path) {
    return switch (rule) {
      case READABLE ->
          first(path.all().stream().map(ExtensionRules::unreadable))
              .map(part -> Failures.of(FailureWord.CERT_MALFORMED, part));
      case ISSUERS ->
          IssuerRules.fault(path).map(fault -> Failures.of(FailureWord.CERT_INVALID_ISSUER, fault));
      case DATES -> DateRules.fault(path, now);
      case NAME -> name(path.leaf());
      case NAME_CONSTRAINTS ->
          NameRules.fault(path).map(fault -> Failures.of(FailureWord.CERT_NAME_CONSTRAINTS, fault));
      case PURPOSES ->
          PurposeRules.fault(path).map(fault -> Failures.of(FailureWord.CERT_WRONG_PURPOSE, fault));
      case CRITICAL_EXTENSIONS ->
          first(path.all().stream().map(ExtensionRules::unknown))
              .map(extension -> Failures.of(FailureWord.CERT_CRITICAL_EXTENSION, extension));
      case REVOCATION ->
          staple
              .filter(stapled -> stapled.status() == OcspStaple.Status.REVOKED)
              .map(revoked -> Failures.of(FailureWord.CERT_REVOKED, revocation(revoked)));
      case STRENGTH -> strength(path).map(weak -> Failures.of(FailureWord.CERT_WEAK, weak));
      case POLICIES ->
          PolicyRules.fault(path, now).map(fault -> Failures.of(FailureWord.CERT_POLICY, fault));
    };
  }

  private static Optional<String> first(Stream<Optional<String>> faults) {
    return faults.flatMap(Optional::stream).findFirst();
  }

  private Optional<Failure> name(X509Certificate leaf) {
    if (CertificateNames.cover(leaf, host)) {
      return Optional.empty();
    }
    var names = "not for " + host + names(leaf);
    return Optional.of(
        misplaced()
            .map(
                place ->
                    Failures.of(FailureWord.CERT_WRONG_ORDER, place + "; the first is " + names))
            .orElseGet(
                () -> Failures.of(FailureWord.CERT_NAME_MISMATCH, "the certificate is " + names)));
  }

  private static String names(X509Certificate leaf) {
    var names = CertificateNames.of(leaf);
    int more = names.size() - NAMES_SHOWN;
    return names.isEmpty()
        ? " and names no host"
        : names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", ", ", but for ", ""))
            + (more > 0 ? " and " + more + " more" : "");
  }

  /** The position of the certificate for the host in the chain, when it is not the first. */
  private Optional<String> misplaced() {
    return Misplaced.in(sent, host);
  }

  private static String revocation(OcspStaple revoked) {
    var at = revoked.revokedAt().map(time -> " at " + time).orElse("");
    var reason = revoked.detail().isEmpty() ? "" : ", reason " + revoked.detail();
    return "by the stapled OCSP response the certificate was revoked" + at + reason;
  }

  /** An anchor is trusted as it is: nothing depends on its signature. */
  private static Optional<String> strength(TrustPath path) {
    return Stream.concat(
            path.belowAnchor().stream()
                .flatMap(
                    link ->
                        Strength.weakness(link).stream()
                            .map(weak -> IssuerRules.subject(link) + " has " + weak)),
            path.anchor().filter(Strength::isBeyondChecking).stream()
                .map(anchor -> "anchor " + Strength.describe(anchor.getPublicKey())))
        .findFirst();
  }
}
