package dev.parallax.agent.probe.trial;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.plan.Medium;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A second connection to a server that offers HTTP/2 alone. Probes offer HTTP/1.1; such a server
 * refuses that by the alert no_application_protocol (RFC 7301), or answers with frames of HTTP/2.
 */
public final class Http2Retry {
  private static final List<String> HTTP_1_1 = List.of("http/1.1");
  private static final List<String> H2 = List.of("h2");
  private static final FailureWord NO_PROTOCOL = FailureWord.alert(120);

  private Http2Retry() {}

  /** Whether the requests of this trial are sent by HTTP/2. */
  public static boolean isOver(TrialContext trial) {
    return trial.hello().alpn().equals(H2);
  }

  /**
   * The better of two results, when the first shows a server that offers HTTP/2 alone; otherwise
   * the first.
   *
   * @param again runs the trial that requests by HTTP/2
   */
  public static CompletableFuture<ProbeResult> of(
      TrialContext trial,
      ProbeResult first,
      Function<TrialContext, CompletableFuture<ProbeResult>> again) {
    return after(trial, first)
        .map(again)
        .map(second -> second.thenApply(result -> better(first, result)))
        .orElseGet(() -> CompletableFuture.completedFuture(first));
  }

  private static Optional<TrialContext> after(TrialContext trial, ProbeResult first) {
    var spec = trial.spec();
    if (spec.medium() != Medium.TCP
        || spec.upgrade()
        || !trial.hello().alpn().equals(HTTP_1_1)
        || !(isAnsweredByHttp2(first) || isProtocolRefused(first))) {
      return Optional.empty();
    }
    var hello = trial.hello().offering(H2);
    return Optional.of(
        trial.following(spec.but().hello(old -> old.by(hello)).build(), trial.around().gate()));
  }

  /** The second result, unless it shows less than the first. */
  private static ProbeResult better(ProbeResult first, ProbeResult second) {
    boolean run = !(second.outcome() instanceof Outcome.NotRun);
    boolean connected = second.steps().tcp().isPresent();
    boolean more = run || (connected && first.outcome() instanceof Outcome.NotRun);
    return more && !isProtocolRefused(second) ? second : first;
  }

  private static boolean isAnsweredByHttp2(ProbeResult result) {
    return result.outcome() instanceof Outcome.NotRun
        && result
            .steps()
            .http()
            .filter(step -> step.notes().contains(HttpNote.HTTP2_ONLY))
            .isPresent();
  }

  private static boolean isProtocolRefused(ProbeResult result) {
    return result.outcome() instanceof Outcome.Failed(var failure)
        && failure.word().equals(NO_PROTOCOL);
  }
}
