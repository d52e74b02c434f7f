package dev.parallax.agent.probe;

import dev.parallax.agent.path.echo.Echo;
import dev.parallax.agent.path.echo.EchoPlan;
import dev.parallax.agent.path.echo.EchoResult;
import dev.parallax.agent.path.echo.EchoResult.Echoes;
import dev.parallax.agent.path.kernel.PathError;
import dev.parallax.agent.path.trace.Hop;
import dev.parallax.agent.path.trace.Trace;
import dev.parallax.agent.path.trace.TracePlan;
import dev.parallax.agent.path.trace.Traceroute;
import dev.parallax.agent.policy.Cost;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.probe.trial.LocalRoutes;
import dev.parallax.agent.probe.trial.OwnLateness;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.PathStep.Reply;
import dev.parallax.model.observation.Steps;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A probe of the path to an address, independent of the service behind it. */
record PathProbe(TrialContext trial, Optional<DnsStep> dns, Permit permit) {
  /** All packets of a trace. */
  static final Cost TRACE_COST = TracePlan.udp(InetAddress.getLoopbackAddress()).cost();

  static final Cost ECHO_COST = EchoPlan.to(InetAddress.getLoopbackAddress()).cost();

  /** A host's own limit. */
  private static final int UNLIMITED = 0;

  private static final int SPARE = 2;

  private InetAddress address() {
    return permit.remote().getAddress();
  }

  /**
   * The routers on the path. UDP with a constant port pair, because a TTL walk already uses TCP to
   * the target's port, and agreement of two protocols is stronger evidence.
   */
  CompletableFuture<ProbeResult> trace() {
    var usual = TracePlan.udp(address());
    var plan =
        usual
            .from(source(), 0)
            .within(
                usual.maxHops(),
                usual.attempts(),
                shorter(usual.timeout()),
                trial.stepTimeout().multipliedBy(SPARE));
    return Traceroute.start(plan, permit).thenApply(this::traced);
  }

  /** Whether the address answers ICMP echo. */
  CompletableFuture<ProbeResult> echo() {
    var usual = EchoPlan.to(address());
    var plan =
        new EchoPlan(
            address(), source(), usual.count(), usual.interval(), shorter(usual.timeout()));
    return Echo.start(plan, permit).thenApply(this::echoed);
  }

  private ProbeResult traced(Trace trace) {
    var step = new PathStep("udp", trace.hops().stream().map(PathProbe::reply).toList());
    return result(outcome(trace), Optional.of(step));
  }

  private Outcome outcome(Trace trace) {
    if (trace.hops().stream().anyMatch(hop -> hop.answer() != Hop.HopAnswer.SILENCE)) {
      return new Outcome.Ok();
    }
    if (!LocalRoutes.leadTo(address())) {
      return failed(FailureWord.NETWORK_UNREACHABLE, trace.error().orElse("no route"));
    }
    return trace
        .error()
        .<Outcome>map(detail -> new Outcome.NotRun(NotRunReason.AGENT_ERROR, detail))
        .orElseGet(() -> failed(FailureWord.TRACE_TIMEOUT, "no router answered"));
  }

  private static Reply reply(Hop hop) {
    boolean icmp = hop.icmpType() != Hop.NO_ICMP;
    return new Reply(
        hop.ttl(), hop.address(), icmp ? hop.icmpType() : 0, icmp ? hop.icmpCode() : 0, hop.rtt());
  }

  private ProbeResult echoed(EchoResult result) {
    return switch (result) {
      case EchoResult.Unsupported(var reason) ->
          result(new Outcome.NotRun(NotRunReason.UNSUPPORTED, reason), Optional.empty());
      case Echoes echoes -> result(outcome(echoes), Optional.of(step(echoes)));
    };
  }

  private Outcome outcome(Echoes echoes) {
    if (!echoes.rtts().isEmpty()) {
      return new Outcome.Ok();
    }
    if (!LocalRoutes.leadTo(address())) {
      return failed(FailureWord.NETWORK_UNREACHABLE, "no route");
    }
    return echoes.errors().stream()
        .findFirst()
        .map(error -> failed(FailureWord.HOST_UNREACHABLE, words(error)))
        .orElseGet(() -> failed(FailureWord.ECHO_TIMEOUT, echoes.sent() + " requests, no answer"));
  }

  private static String words(PathError error) {
    var from = error.offender().map(InetAddress::getHostAddress).orElse("this host");
    return "ICMP type %d code %d from %s".formatted(error.icmpType(), error.icmpCode(), from);
  }

  /** The order of significance: answers, ICMP errors, silence. */
  private PathStep step(Echoes echoes) {
    var answered =
        echoes.rtts().stream()
            .map(rtt -> new Reply(UNLIMITED, Optional.of(address()), 0, 0, Optional.of(rtt)));
    var complaints = echoes.errors().stream().map(PathProbe::reply);
    int silent = echoes.lost() - echoes.errors().size();
    var silence = IntStream.range(0, Math.max(0, silent)).mapToObj(index -> NOTHING);
    return new PathStep(
        "icmp_echo",
        Stream.of(answered, complaints, silence)
            .flatMap(replies -> replies)
            .collect(Collectors.toList()));
  }

  private static final Reply NOTHING =
      new Reply(UNLIMITED, Optional.empty(), 0, 0, Optional.empty());

  private static Reply reply(PathError error) {
    return new Reply(
        UNLIMITED, error.offender(), error.icmpType(), error.icmpCode(), Optional.empty());
  }

  private static Outcome failed(FailureWord word, String detail) {
    return new Outcome.Failed(new Failure(Step.TCP, word, detail));
  }

  private ProbeResult result(Outcome seen, Optional<PathStep> path) {
    var outcome = OwnLateness.forgive(seen, trial.own());
    var steps =
        new Steps(
            dns, Optional.empty(), Optional.empty(), Optional.empty(), path, Optional.empty());
    return new ProbeResult(Optional.of(address()), outcome, steps);
  }

  private Optional<InetAddress> source() {
    return trial.around().config().bindFor(address());
  }

  private Duration shorter(Duration usual) {
    return usual.compareTo(trial.stepTimeout()) < 0 ? usual : trial.stepTimeout();
  }
}
