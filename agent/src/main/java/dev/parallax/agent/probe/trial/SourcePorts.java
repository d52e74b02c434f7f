package dev.parallax.agent.probe.trial;

import dev.parallax.agent.policy.GateDecision;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TcpStep.TcpInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The source ports that trials request. Trials from one port to one address would be the same
 * connection, so they run in sequence: the next begins when the previous has closed its socket and
 * the other end has noticed. Safe for use by many event loops.
 */
// Turns are passed on by futures that no other code awaits.
@SuppressWarnings("FutureReturnValueIgnored")
public final class SourcePorts {
  private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

  private static final Set<FailureWord> RESET =
      Set.of(
          FailureWord.RESET_BEFORE_DATA,
          FailureWord.RESET_AFTER_HELLO,
          FailureWord.RESET_MID_HANDSHAKE,
          FailureWord.STARTTLS_RESET,
          FailureWord.HTTP_RESET);

  private final Map<SourceFlow, CompletableFuture<Void>> turns = new ConcurrentHashMap<>();

  private record SourceFlow(int port, InetAddress address) {}

  /**
   * Runs the attempt on the trial's loop: at once when any port suffices, otherwise in its turn.
   */
  public CompletableFuture<ProbeResult> inTurn(
      TrialContext trial, InetAddress address, Supplier<CompletableFuture<ProbeResult>> attempt) {
    int port = trial.spec().route().sourcePort();
    if (port == 0) {
      return attempt.get();
    }
    var flow = new SourceFlow(port, address);
    var mine = new CompletableFuture<Void>();
    var before = Optional.ofNullable(turns.put(flow, mine));
    mine.thenRun(() -> turns.remove(flow, mine));
    return before
        .map(other -> other.thenComposeAsync(free -> attempt.get(), trial.loop()))
        .orElseGet(attempt)
        .whenComplete((result, defect) -> end(trial, flow, result, () -> mine.complete(null)));
  }

  private static void end(
      TrialContext trial, SourceFlow flow, @Nullable ProbeResult result, Runnable free) {
    if (result == null) {
      free.run();
    } else if (wasReset(result)) {
      knock(trial, flow, free);
    } else {
      trial.loop().schedule(free, gap(result).toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Without budget for it the other end keeps its connection. */
  private static void knock(TrialContext trial, SourceFlow flow, Runnable free) {
    // One more connection attempt: the next handshake waits an interval longer.
    trial.pace().reserve();
    switch (trial.around().gate().target(to(trial, flow))) {
      case GateDecision.Refused refused -> free.run();
      case GateDecision.Admitted(var permit) ->
          HalfOpenReset.at(trial.loop(), from(trial, flow), permit).thenRun(free);
    }
  }

  /** Perhaps by neither end. */
  private static boolean wasReset(ProbeResult result) {
    return result.outcome() instanceof Outcome.Failed(var failure)
        && RESET.contains(failure.word());
  }

  private static InetSocketAddress from(TrialContext trial, SourceFlow flow) {
    var source = trial.around().config().bindFor(flow.address());
    return new InetSocketAddress(source.orElse(LocalRoutes.any(flow.address())), flow.port());
  }

  private static InetSocketAddress to(TrialContext trial, SourceFlow flow) {
    return new InetSocketAddress(flow.address(), trial.spec().port());
  }

  /**
   * Two round trips. An RST after lost bytes is challenged first (RFC 5961, section 3.2); a SYN for
   * the old connection would be challenged too, and be lost for a second.
   */
  private static Duration gap(ProbeResult result) {
    var rtt = result.steps().tcp().flatMap(TcpStep::info).map(TcpInfo::rtt).orElse(Duration.ZERO);
    var gap = rtt.multipliedBy(2);
    return gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
  }
}
