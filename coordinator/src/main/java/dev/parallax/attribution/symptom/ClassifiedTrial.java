package dev.parallax.attribution.symptom;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.ZoneAnswer;
import dev.parallax.model.plan.Arm;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A completed trial with its symptom.
 *
 * @param at the address of its connection, as text; empty without one
 */
public record ClassifiedTrial(Arm arm, Symptom symptom, String at, Observation seen) {
  /** A control that ran before the real name was sent. */
  public static final String FIRST = "first";

  /** A resolver queried over a connection, whose answers cannot be forged by an off-path sender. */
  public static final String GUARDED = "guarded";

  static ClassifiedTrial of(Observation seen) {
    return new ClassifiedTrial(seen.key().arm(), SymptomClassifier.of(seen), at(seen), seen);
  }

  public boolean ok() {
    return symptom.passes();
  }

  public ClassifiedTrial as(Symptom other) {
    return new ClassifiedTrial(arm, other, at, seen);
  }

  public Optional<FailureWord> word() {
    return ok() ? Optional.empty() : seen.failure().map(Failure::word);
  }

  /** Step and word of the failure; absent for a trial that passes. */
  public Optional<StepFailure> failure() {
    return ok() ? Optional.empty() : seen.failure().map(Failure::kind);
  }

  /** Whether it went to an IPv6 address. */
  public boolean isIpv6() {
    return isIpv6(at);
  }

  /** Whether the text is an IPv6 address: only IPv6 addresses have colons. */
  public static boolean isIpv6(String address) {
    return address.indexOf(':') >= 0;
  }

  private static String at(Observation seen) {
    return seen.key()
        .address()
        .or(() -> seen.steps().tcp().map(TcpStep::address))
        .map(InetAddress::getHostAddress)
        .orElse("");
  }

  /** The answer of the vantage's own resolver; empty for arms with a given address. */
  public List<InetAddress> resolved() {
    return seen.steps()
        .dns()
        .map(dns -> dns.answers().stream().map(DnsStep.Answer::address).toList())
        .orElse(List.of());
  }

  /** The addresses that the zone's own name servers gave, for any client subnet. */
  public Stream<String> zoneAddresses() {
    return seen.steps().dns().stream()
        .flatMap(dns -> dns.trace().zone().stream())
        .filter(ZoneAnswer::isAnswered)
        .flatMap(answer -> answer.addresses().stream())
        .map(InetAddress::getHostAddress)
        .distinct();
  }

  public List<CertificateFacts> chain() {
    return seen.steps().tls().map(tls -> tls.chain()).orElse(List.of());
  }

  public Optional<String> leaf() {
    return chain().stream().findFirst().map(CertificateFacts::sha256);
  }

  /** Whether there is a chain and every certificate sent is within its dates at {@code now}. */
  public boolean chainInDate(Instant now) {
    return !chain().isEmpty()
        && chain().stream()
            .noneMatch(one -> now.isBefore(one.notBefore()) || now.isAfter(one.notAfter()));
  }

  /** The coordinator's validation of the chain; absent without one. */
  public Optional<CentralCheck> central() {
    return seen.steps().tls().flatMap(TlsStep::central);
  }

  public boolean isCentrallyAccepted() {
    return central().filter(check -> check.atCoordinator().isEmpty()).isPresent();
  }

  /** The difference between variants of an arm that are different requests. */
  public String question() {
    return switch (arm) {
      case OTHER_PORT -> seen.key().variant();
      case OTHER_RESOLVER ->
          seen.key().variant().contains("://") && !seen.key().variant().startsWith("udp:")
              ? GUARDED
              : "";
      case AUTHORITATIVE -> seen.key().variant().equals("tcp") ? GUARDED : "";
      case CONTROL_SNI, NO_SNI -> seen.key().round() == 1 && seen.key().trial() == 1 ? FIRST : "";
      default -> "";
    };
  }

  /** The reference site, for the reference arm. */
  public String site() {
    return seen.key().variant().isEmpty() ? seen.key().target() : seen.key().variant();
  }
}
