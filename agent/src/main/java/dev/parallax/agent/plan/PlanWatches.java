package dev.parallax.agent.plan;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.responder.PortWatch;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Medium;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.vantage.VantageId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The watch of one plan over this host's packets; without the capability it records nothing.
 *
 * @param since arrival of the plan, by {@link System#nanoTime}
 * @param forOthers whether the coordinator will request the arrivals
 */
record PlanWatches(long since, Optional<PortWatch> watch, boolean forOthers) {
  /**
   * After a connection broke, packets that identify the sender of a reset may follow for this time.
   */
  private static final long AFTERMATH_MILLIS = 100;

  private static final Duration SLACK = Duration.ofSeconds(10);

  static PlanWatches begin(
      VantageId self, Consent consent, AssignedPlan assigned, ByteBudget memory) {
    var since = System.nanoTime();
    var arrivals = consent.to(Act.CAPTURE) ? arrivalPorts(assigned) : Set.<Integer>of();
    var watch = PortWatch.open(self, ports(assigned, arrivals), arrivals, memory);
    watch.ifPresent(open -> closeAfter(assigned, open));
    return new PlanWatches(since, watch, !arrivals.isEmpty());
  }

  CompletableFuture<List<Sighting>> arrived(int round) {
    return watch
        .filter(open -> forOthers)
        .map(open -> open.seen(round, since))
        .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
  }

  CompletableFuture<List<ProbeResult>> completed(List<ProbeResult> results) {
    return watch
        .map(open -> afterwards(results).thenApply(whole -> with(open, whole)))
        .orElseGet(() -> CompletableFuture.completedFuture(results));
  }

  void finished() {
    if (!forOthers) {
      close();
    }
  }

  void close() {
    watch.ifPresent(PortWatch::close);
  }

  /** The coordinator may never request it. */
  private static void closeAfter(AssignedPlan assigned, PortWatch watch) {
    var over = assigned.startAfter().plus(assigned.deadline()).plus(SLACK);
    CompletableFuture.delayedExecutor(over.toMillis(), TimeUnit.MILLISECONDS).execute(watch::close);
  }

  /** Ports for arriving connections come first, because a watch has a maximum number of ports. */
  private static Set<Integer> ports(AssignedPlan assigned, Set<Integer> arrivals) {
    var ports = new LinkedHashSet<Integer>(arrivals);
    ports(assigned, probe -> probe.medium() == Medium.TCP).sorted().forEach(ports::add);
    return ports;
  }

  /** The ports from the coordinator that belong to a target of this plan. */
  private static Set<Integer> arrivalPorts(AssignedPlan assigned) {
    var targets =
        ports(assigned, probe -> probe.arm() == Arm.BASE).collect(Collectors.toUnmodifiableSet());
    return assigned.watchPorts().stream().filter(targets::contains).collect(Collectors.toSet());
  }

  private static Stream<Integer> ports(AssignedPlan assigned, Predicate<ProbeSpec> which) {
    return assigned.plan().known().stream().filter(which).map(ProbeSpec::port);
  }

  private static CompletableFuture<List<ProbeResult>> afterwards(List<ProbeResult> results) {
    var complete = CompletableFuture.completedFuture(results);
    return results.stream().noneMatch(PlanWatches::broke)
        ? complete
        : complete.thenApplyAsync(
            same -> same,
            CompletableFuture.delayedExecutor(AFTERMATH_MILLIS, TimeUnit.MILLISECONDS));
  }

  private static List<ProbeResult> with(PortWatch open, List<ProbeResult> results) {
    return results.stream().map(result -> with(open, result)).toList();
  }

  /** Packets of passing trials are dropped: they would be most of a stored sweep. */
  private static ProbeResult with(PortWatch open, ProbeResult result) {
    var packets = result.steps().tcp().flatMap(tcp -> open.packets(tcp.localPort(), remote(tcp)));
    return packets
        .filter(seen -> broke(result))
        .map(seen -> result.with(result.steps().with(seen)))
        .orElse(result);
  }

  private static InetSocketAddress remote(TcpStep tcp) {
    return new InetSocketAddress(tcp.address(), tcp.port());
  }

  private static boolean broke(ProbeResult result) {
    return result.outcome() instanceof Outcome.Failed && result.steps().tcp().isPresent();
  }
}
