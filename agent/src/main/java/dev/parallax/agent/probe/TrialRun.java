package dev.parallax.agent.probe;

import dev.parallax.agent.classify.FailureSentence;
import dev.parallax.agent.dns.HostResolution;
import dev.parallax.agent.dns.QueryLimits;
import dev.parallax.agent.dns.Resolution;
import dev.parallax.agent.dns.Resolved;
import dev.parallax.agent.dns.stub.HostsFile;
import dev.parallax.agent.expectation.AnswerJudge;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.GateDecision;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.probe.trial.HostsEntry;
import dev.parallax.agent.probe.trial.LocalRoutes;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.RefusedAddresses;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One trial: policy, resolution, then all addresses in parallel, each with one connection and its
 * own result. There is no race between addresses. A name in the hosts file is tried at the
 * addresses of the file, as programs do, and at those of DNS.
 */
final class TrialRun {
  /** The most addresses of one family and one source, where the file and DNS are both tried. */
  private static final int EACH_WAY = LocalRoutes.ADDRESSES_PER_FAMILY / 2;

  private final TrialContext trial;
  private final boolean comparesDns;
  private final long startedAt = System.nanoTime();

  private final AddressConnections connections;

  TrialRun(TrialContext trial) {
    this(trial, trial.spec().arm() != Arm.REFERENCE && trial.spec().lastStep() != Step.DNS);
  }

  private TrialRun(TrialContext trial, boolean comparesDns) {
    this.trial = trial;
    this.comparesDns = comparesDns;
    this.connections = new AddressConnections(trial);
  }

  /** At the addresses alone that programs of this host use. */
  static TrialRun asPrograms(TrialContext trial) {
    return new TrialRun(trial, false);
  }

  CompletableFuture<List<ProbeResult>> start() {
    return results()
        .thenCompose(results -> RedirectChain.after(trial, results))
        .thenApply(
            results -> {
              var whole =
                  Duration.ofNanos(System.nanoTime() - startedAt - connections.longestWait());
              return results.stream().map(result -> sentence(result, whole)).toList();
            });
  }

  private static ProbeResult sentence(ProbeResult result, Duration whole) {
    return result.outcome() instanceof Outcome.Failed(var failure)
        ? result.with(new Outcome.Failed(FailureSentence.of(failure, result.steps(), whole)))
        : result;
  }

  /** Each address on its own, without redirects that leave the connection. */
  CompletableFuture<List<ProbeResult>> results() {
    var policy = gate().policy();
    var ports =
        policy
            .checkPort(trial.spec().port())
            .or(() -> policy.checkSourcePort(trial.spec().route().sourcePort()));
    if (ports.isPresent()) {
      return only(ProbeResult.refused(trial.spec().address(), ports.get(), Steps.NONE));
    }
    return given(trial.spec()).map(this::direct).orElseGet(this::resolve);
  }

  /** The address that needs no resolution. */
  private static Optional<InetAddress> given(ProbeSpec spec) {
    return spec.address().or(() -> literal(spec.host()));
  }

  private CompletableFuture<List<ProbeResult>> direct(InetAddress address) {
    if (!family().admits(address)) {
      return only(
          ProbeResult.unsupported(
              address.getHostAddress() + " is not " + family().word(), Steps.NONE));
    }
    var refusal = gate().policy().checkAddress(address);
    return refusal.isPresent()
        ? only(ProbeResult.refused(Optional.of(address), refusal.get(), Steps.NONE))
        : all(List.of(address), Optional.empty());
  }

  private Gate gate() {
    return trial.around().gate();
  }

  private CompletableFuture<List<ProbeResult>> resolve() {
    var host = trial.spec().host();
    if (trial.spec().arm() == Arm.AUTHORITATIVE) {
      return ZoneTrial.run(trial).thenCompose(this::resolved);
    }
    return trial
        .spec()
        .resolver()
        .map(named -> resolve(named, gate().resolver(endpoint(named), host)))
        .orElseGet(this::resolveAsTheHost);
  }

  private CompletableFuture<List<ProbeResult>> resolveAsTheHost() {
    var host = trial.spec().host();
    var listed = trial.around().config().hosts().addresses(host);
    if (listed.isEmpty()) {
      return byDns().thenCompose(this::resolved);
    }
    var entry = new HostsEntry(host, listed);
    return HostsFile.isLocal(host)
        ? resolved(entry.alone())
        : byDns().thenCompose(dns -> eachWay(entry, dns));
  }

  private CompletableFuture<List<ProbeResult>> eachWay(HostsEntry entry, Resolved dns) {
    var others = comparesDns ? usable(entry.others(dns)) : List.<InetAddress>of();
    if (others.isEmpty()) {
      return resolved(entry.beside(dns));
    }
    var byFile = resolved(entry.beside(dns), EACH_WAY);
    var byDns = all(LocalRoutes.reachable(others, EACH_WAY), Optional.of(entry.without(dns)));
    return byFile.thenCombine(byDns, TrialRun::with);
  }

  /** Those to which this trial may connect. An address of DNS beside the file is no finding. */
  private List<InetAddress> usable(List<InetAddress> addresses) {
    return ofFamily(addresses).stream()
        .filter(address -> gate().policy().checkAddress(address).isEmpty())
        .filter(address -> AnswerJudge.isExpected(trial.spec().exchange().expectations(), address))
        .filter(address -> family() == Family.ANY || LocalRoutes.leadTo(address))
        .toList();
  }

  private CompletableFuture<Resolved> byDns() {
    return new HostResolution(
            trial.around().config().resolver(),
            new HostResolution.Transports(gate()::ownResolver, trial::asker),
            trial.spec().host(),
            trial.stepTimeout(),
            trial.around().random())
        .run();
  }

  private static InetSocketAddress endpoint(Resolver resolver) {
    return new InetSocketAddress(resolver.address(), resolver.port());
  }

  private CompletableFuture<List<ProbeResult>> resolve(Resolver resolver, GateDecision admission) {
    return switch (admission) {
      case GateDecision.Refused(var refusal) ->
          only(ProbeResult.refused(Optional.empty(), refusal, Steps.NONE));
      case GateDecision.Admitted(var permit) -> resolve(resolver, permit);
    };
  }

  private CompletableFuture<List<ProbeResult>> resolve(Resolver resolver, Permit permit) {
    return new Resolution(
            trial.asker(permit),
            resolver,
            trial.spec().host(),
            new QueryLimits(trial.stepTimeout(), true, true))
        .run()
        .whenComplete((resolved, never) -> permit.close())
        .thenCompose(this::resolved);
  }

  private CompletableFuture<List<ProbeResult>> resolved(Resolved resolved) {
    return resolved(resolved, LocalRoutes.ADDRESSES_PER_FAMILY);
  }

  private CompletableFuture<List<ProbeResult>> resolved(Resolved resolved, int most) {
    if (resolved.refusal().isPresent()) {
      return only(
          ProbeResult.refused(
              Optional.empty(), resolved.refusal().get(), ZoneTrial.kept(resolved)));
    }
    if (resolved.failure().isPresent()) {
      return only(ProbeResult.failed(resolved.failure().get(), resolved.step()));
    }
    var lacking = lacking(resolved.addresses());
    if (lacking.isPresent()) {
      return only(ProbeResult.unsupported(lacking.get(), Steps.of(resolved.step())));
    }
    var refusals = new LinkedHashMap<InetAddress, GateRefusal>();
    var usable = new ArrayList<InetAddress>();
    for (var address : ofFamily(resolved.addresses())) {
      gate()
          .policy()
          .checkAddress(address)
          .ifPresentOrElse(refusal -> refusals.put(address, refusal), () -> usable.add(address));
    }
    var otherResults = new ArrayList<>(RefusedAddresses.results(refusals, resolved.step()));
    var expected = trial.spec().exchange().expectations();
    if (otherResults.stream().noneMatch(result -> result.outcome() instanceof Outcome.Failed)) {
      AnswerJudge.unmet(expected, usable)
          .map(failure -> ProbeResult.failed(failure, resolved.step()))
          .ifPresent(otherResults::add);
    }
    usable.removeIf(address -> !AnswerJudge.isExpected(expected, address));
    return all(LocalRoutes.reachable(usable, most), Optional.of(resolved.step()))
        .thenApply(results -> with(results, otherResults));
  }

  private Family family() {
    return trial.spec().route().family();
  }

  private List<InetAddress> ofFamily(List<InetAddress> addresses) {
    return addresses.stream().filter(family()::admits).toList();
  }

  /**
   * The reason why one family cannot be tried: the name has no address of it, or this host has no
   * route. Neither is a failure of the target, so the trial is not run; the resolution is kept.
   */
  private Optional<String> lacking(List<InetAddress> addresses) {
    var ofFamily = ofFamily(addresses);
    if (family() == Family.ANY) {
      return Optional.empty();
    }
    if (ofFamily.isEmpty()) {
      return Optional.of("the name has no " + family().word() + " address");
    }
    return ofFamily.stream().anyMatch(LocalRoutes::leadTo)
        ? Optional.empty()
        : Optional.of("this host has no route to " + family().word());
  }

  private CompletableFuture<List<ProbeResult>> all(
      List<InetAddress> addresses, Optional<DnsStep> dns) {
    var attempts = addresses.stream().map(address -> connections.run(address, dns)).toList();
    return CompletableFuture.allOf(attempts.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> attempts.stream().map(CompletableFuture::join).toList());
  }

  private static CompletableFuture<List<ProbeResult>> only(ProbeResult result) {
    return CompletableFuture.completedFuture(List.of(result));
  }

  private static List<ProbeResult> with(List<ProbeResult> results, List<ProbeResult> last) {
    return Stream.concat(results.stream(), last.stream()).toList();
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }
}
