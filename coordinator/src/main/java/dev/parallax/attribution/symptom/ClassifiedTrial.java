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
 * @param variant what distinguishes its probe from others of the arm
 * @param at the address of its connection; absent without one
 */
public record ClassifiedTrial(
    Arm arm, ProbeVariant variant, Symptom symptom, Optional<IpAddress> at, Observation seen) {
  static ClassifiedTrial of(Observation seen, IpAddressPool pool) {
    return new ClassifiedTrial(
        seen.key().arm(),
        ProbeVariant.of(seen.key()),
        SymptomClassifier.of(seen),
        pool.of(address(seen)),
        seen);
  }

  public boolean ok() {
    return symptom.passes();
  }

  public ClassifiedTrial as(Symptom other) {
    return new ClassifiedTrial(arm, variant, other, at, seen);
  }

  public Optional<FailureWord> word() {
    return ok() ? Optional.empty() : seen.failure().map(Failure::word);
  }

  /** Step and word of the failure; absent for a trial that passes. */
  public Optional<StepFailure> failure() {
    return ok() ? Optional.empty() : seen.failure().map(Failure::kind);
  }

  /**
   * Whether it went to an address of the vantage's hosts file that DNS does not give there: to the
   * site of the programs of this host alone.
   */
  public boolean isByHostsFile() {
    return dnsDiffersFromHostsFile().filter(DnsStep::isOfHostsFile).isPresent();
  }

  /** Whether it went to an address of DNS, beside a hosts file with other addresses. */
  public boolean isBesideHostsFile() {
    return dnsDiffersFromHostsFile().filter(dns -> !dns.isOfHostsFile()).isPresent();
  }

  private Optional<DnsStep> dnsDiffersFromHostsFile() {
    return seen.steps().dns().filter(DnsStep::differsFromHostsFile);
  }

  /** Whether it went to an IPv6 address. */
  public boolean isIpv6() {
    return at.filter(IpAddress::isIpv6).isPresent();
  }

  private static Optional<InetAddress> address(Observation seen) {
    var address = seen.key().address();
    return address.isPresent() ? address : seen.steps().tcp().map(TcpStep::address);
  }

  /** The answer of the vantage's own resolver; empty for arms with a given address. */
  public List<IpAddress> resolved() {
    return seen.steps()
        .dns()
        .map(dns -> dns.answers().stream().map(answer -> IpAddress.of(answer.address())).toList())
        .orElse(List.of());
  }

  /** The addresses that the zone's own name servers gave, for any client subnet. */
  public Stream<IpAddress> zoneAddresses() {
    return seen.steps().dns().stream()
        .flatMap(dns -> dns.trace().zone().stream())
        .filter(ZoneAnswer::isAnswered)
        .flatMap(answer -> answer.addresses().stream())
        .map(IpAddress::of)
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
            .noneMatch(facts -> now.isBefore(facts.notBefore()) || now.isAfter(facts.notAfter()));
  }

  /** The coordinator's validation of the chain; absent without one. */
  public Optional<CentralCheck> central() {
    return seen.steps().tls().flatMap(TlsStep::central);
  }

  public boolean isCentrallyAccepted() {
    return central().filter(check -> check.atCoordinator().isEmpty()).isPresent();
  }

  /** The reference site, for the reference arm; else the target. */
  public String site() {
    return variant instanceof ProbeVariant.ReferenceSite(var name) ? name : seen.key().target();
  }

  /** Whether it is a handshake with another agent that was sent another name than the target's. */
  public boolean isAgentControl() {
    return variant instanceof ProbeVariant.AgentHandshake(var _, var control) && control;
  }
}
