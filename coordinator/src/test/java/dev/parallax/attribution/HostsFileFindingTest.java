package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.facts.NameSource;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A vantage whose hosts file has an entry for the target's name. */
class HostsFileFindingTest {
  private static final String STALE =
      """
      vantage  base     control  reference
      eu-a     ok       ok       ok
      eu-b     ok       ok       ok
      us-d     ok       ok       ok
      ap-c     refused  refused  ok
      """;

  @Test
  void staleEntryOfOneHost_isTheVantagesOwnFault() {
    var sweep = entryAt("ap-c", Grid.sweep(STALE));
    var verdict = Attribution.attribute(sweep).getFirst().verdicts().getFirst();
    assertEquals(Blame.VANTAGE, verdict.blame(), verdict::toString);
    assertEquals(Cause.OWN_RESOLVER_BROKEN, verdict.hypothesis().orElseThrow());
  }

  @Test
  void entry_isNamedInTheReport_withTheAnswerOfDns() {
    var sweep = entryAt("ap-c", Grid.sweep(STALE));
    var results = sweep.targets().getFirst();
    var source = NameSource.of(results).getFirst();
    assertEquals(NameSource.Kind.HOSTS_FILE_DIFFERS, source.kind());
    assertEquals("203.0.113.99", source.addresses());
    assertEquals(List.of("ap-c"), source.vantages().stream().map(each -> each.name()).toList());
    var text =
        Catalogue.english()
            .remarks(Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT), results)
            .getFirst();
    assertTrue(
        text.contains("ap-c: the name is in /etc/hosts there, with 203.0.113.99")
            && text.contains("DNS gives " + source.dns()),
        text);
  }

  /** The second round probes the failing vantage at the addresses that the others use. */
  @Test
  void handshakesByTheFileAndByDns_areCompared() {
    var sweep = entryAt("ap-c", Grid.sweep(STALE.replace("control", "peer   ")));
    var both =
        Grid.with(sweep, Grid.observations(sweep).stream().map(HostsFileFindingTest::at).toList());
    var results = both.targets().getFirst();
    var report = Report.of(both, Attribution.attribute(both), ExitPolicy.DEFAULT);
    var english = Catalogue.english().remarks(report, results);
    assertTrue(
        english.contains(
            "ap-c: by /etc/hosts 203.0.113.99: the connection is refused; by DNS 192.0.2.1: all"
                + " pass"),
        english::toString);
    var chinese = Catalogue.of(Language.ZH).remarks(report, results);
    assertTrue(
        chinese.stream().anyMatch(text -> text.contains("按 DNS 192.0.2.1")), chinese::toString);
  }

  /** The base trials of the vantage with the entry are at its address, the others at DNS's. */
  private static Observation at(Observation seen) {
    var key = seen.key();
    if (!key.vantage().name().equals("ap-c") || key.arm() == Arm.REFERENCE) {
      return seen;
    }
    var listed = key.arm() == Arm.BASE;
    var address = InetAddress.ofLiteral(listed ? "203.0.113.99" : "192.0.2.1");
    return new Observation(
        key(seen, address),
        seen.planHash(),
        listed ? seen.outcome() : new Outcome.Ok(),
        seen.steps());
  }

  /** Base trials by the file and by DNS. */
  private static final String WELL =
      """
      vantage  base     control  reference
      eu-a     ok       ok       ok
      eu-b     ok       ok       ok
      us-d     ok       ok       ok
      ap-c     ok       ok       ok
      """;

  @Test
  void failureByTheFileAlone_isTheVantagesOwnFault() {
    var sweep = bothWays("ap-c", Grid.sweep(WELL), REFUSED);
    var verdicts = Attribution.attribute(sweep).getFirst().verdicts();
    assertEquals(1, verdicts.size(), verdicts::toString);
    assertEquals(Cause.OWN_RESOLVER_BROKEN, verdicts.getFirst().hypothesis().orElseThrow());
    assertEquals("ap-c", verdicts.getFirst().scope().value());
    var text = Catalogue.english().evidence(verdicts.getFirst().evidence().getFirst());
    assertTrue(
        text.contains("ap-c: at 203.0.113.99, the address in /etc/hosts there, 5 of 5 probes fail")
            && text.contains("the address of DNS, 5 of 5 pass"),
        text);
    assertTrue(remarks(sweep).contains("by /etc/hosts 203.0.113.99: the connection is refused"));
  }

  @Test
  void fleetOfOne_failsByTheFileAlone() {
    var sweep = bothWays("ap-c", Grid.sweep(only("ap-c", WELL)), REFUSED);
    var verdict = Attribution.attribute(sweep).getFirst().verdicts().getFirst();
    assertEquals(Cause.OWN_RESOLVER_BROKEN, verdict.hypothesis().orElseThrow(), verdict::toString);
  }

  @Test
  void failureByDnsAlone_isNotHiddenByTheFile() {
    var down = WELL.replace("ok       ok       ok", "refused  refused  ok");
    var sweep = bothWays("ap-c", Grid.sweep(down), new Outcome.Ok());
    var verdict = Attribution.attribute(sweep).getFirst().verdicts().getFirst();
    assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
    assertEquals(4, verdict.scope().vantages().size(), verdict::toString);
    var remarks = remarks(sweep);
    assertTrue(remarks.contains("by /etc/hosts 203.0.113.99: all pass; by DNS"), remarks);
    assertTrue(remarks.contains("the connection is refused"), remarks);
  }

  @Test
  void fleetOfOne_failsByDnsAlone_isNoHealth() {
    var down = only("ap-c", WELL).replace("ok       ok       ok", "refused  refused  ok");
    var sweep = bothWays("ap-c", Grid.sweep(down), new Outcome.Ok());
    var verdict = Attribution.attribute(sweep).getFirst().verdicts().getFirst();
    assertTrue(verdict.blame() != Blame.HEALTHY && verdict.blame() != Blame.VANTAGE);
    assertTrue(remarks(sweep).contains("by /etc/hosts 203.0.113.99: all pass; by DNS"));
  }

  /** Every host has the same stale entry; the site is well. */
  @Test
  void failureByTheFileOfAllVantages_isNotTheOrigins() {
    var sweep = Grid.sweep(WELL);
    for (var vantage : List.of("eu-a", "eu-b", "us-d", "ap-c")) {
      sweep = bothWays(vantage, sweep, REFUSED);
    }
    var verdicts = Attribution.attribute(sweep).getFirst().verdicts();
    assertTrue(
        verdicts.stream().allMatch(verdict -> verdict.blame() == Blame.VANTAGE),
        verdicts::toString);
  }

  private static final Outcome REFUSED =
      new Outcome.Failed(
          new Failure(Step.TCP, FailureWord.CONNECTION_REFUSED, "connection refused"));

  private static String only(String vantage, String grid) {
    return grid.lines()
        .filter(line -> line.startsWith("vantage") || line.startsWith(vantage))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String remarks(Sweep sweep) {
    var report = Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
    return String.join(" ", Catalogue.english().remarks(report, sweep.targets().getFirst()));
  }

  /** Each base trial of the vantage by DNS, and at the address of its file with this outcome. */
  private static Sweep bothWays(String vantage, Sweep sweep, Outcome byFile) {
    return Grid.with(
        sweep,
        Grid.observations(sweep).stream()
            .flatMap(
                seen ->
                    seen.key().vantage().name().equals(vantage) && seen.key().arm() == Arm.BASE
                        ? Stream.of(byDns(seen), byFile(seen, byFile))
                        : Stream.of(seen))
            .toList());
  }

  private static final InetAddress BY_DNS = InetAddress.ofLiteral("192.0.2.1");

  private static Observation byDns(Observation seen) {
    var steps = seen.steps();
    var step = steps.dns().orElseThrow().noting(DnsNote.HOSTS_FILE_DIFFERS);
    var resolved = new Steps(Optional.of(step), steps.tcp(), steps.tls(), steps.http());
    return new Observation(key(seen, BY_DNS), seen.planHash(), seen.outcome(), resolved);
  }

  private static Observation byFile(Observation seen, Outcome outcome) {
    var steps = Steps.of(step(BY_DNS));
    var listed = InetAddress.ofLiteral("203.0.113.99");
    return new Observation(key(seen, listed), seen.planHash(), outcome, steps);
  }

  private static TrialKey key(Observation seen, InetAddress address) {
    var key = seen.key();
    return new TrialKey(
        key.sweep(),
        key.round(),
        key.target(),
        key.vantage(),
        key.arm(),
        key.variant(),
        Optional.of(address),
        key.trial());
  }

  @Test
  void aliases_areNamedInTheReport_withTheirEnd() {
    var sweep = Grid.sweep(STALE);
    var aliased =
        Grid.with(
            sweep,
            Grid.observations(sweep).stream()
                .map(seen -> withAliases(seen, List.of("cdn.example.net", "edge7.example.org")))
                .toList());
    var results = aliased.targets().getFirst();
    var text =
        Catalogue.english()
            .remarks(
                Report.of(aliased, Attribution.attribute(aliased), ExitPolicy.DEFAULT), results)
            .stream()
            .filter(remark -> remark.contains("alias"))
            .toList();
    assertEquals(1, text.size(), text::toString);
    assertTrue(
        text.getFirst().contains("leads to cdn.example.net → edge7.example.org"), text::toString);
  }

  private static Observation withAliases(Observation seen, List<String> aliases) {
    var steps = seen.steps();
    return steps.dns().isEmpty()
        ? seen
        : seen.with(
            new Steps(
                steps.dns().map(dns -> aliased(dns, new DnsTrace(aliases, List.of(), List.of()))),
                steps.tcp(),
                steps.tls(),
                steps.http()));
  }

  private static DnsStep aliased(DnsStep dns, DnsTrace trace) {
    return new DnsStep(
        dns.resolver(),
        dns.transport(),
        dns.rcode(),
        dns.answers(),
        dns.authenticated(),
        dns.retransmissions(),
        dns.conflicting(),
        dns.took(),
        trace);
  }

  private static Sweep entryAt(String vantage, Sweep sweep) {
    var dns =
        Grid.observations(sweep).stream()
            .filter(Observation::ok)
            .flatMap(seen -> seen.key().address().stream())
            .findFirst()
            .orElseThrow();
    return Grid.with(
        sweep,
        Grid.observations(sweep).stream()
            .map(seen -> seen.key().vantage().name().equals(vantage) ? listed(seen, dns) : seen)
            .toList());
  }

  /** References have names of their own, which the file does not have. */
  private static Observation listed(Observation seen, InetAddress dns) {
    var steps = seen.steps();
    return steps.dns().isEmpty() || seen.ok()
        ? seen
        : seen.with(new Steps(Optional.of(step(dns)), steps.tcp(), steps.tls(), steps.http()));
  }

  private static DnsStep step(InetAddress dns) {
    var listed = InetAddress.ofLiteral("203.0.113.99");
    return new DnsStep(
        DnsStep.HOSTS_FILE,
        DnsStep.FILE,
        "",
        List.of(new DnsStep.AddressRecord(listed, Duration.ZERO)),
        false,
        0,
        List.of(),
        Duration.ZERO,
        new DnsTrace(
            List.of(),
            List.of(DnsNote.HOSTS_FILE, DnsNote.HOSTS_FILE_DIFFERS),
            List.of(
                new DnsQuery(
                    DnsStep.HOSTS_FILE,
                    DnsStep.FILE,
                    "shop.example.com",
                    "",
                    Optional.empty(),
                    List.of(listed),
                    Duration.ZERO),
                new DnsQuery(
                    "192.0.2.53:53",
                    "udp",
                    "shop.example.com",
                    "NOERROR",
                    Optional.empty(),
                    List.of(dns),
                    Duration.ZERO))));
  }
}
