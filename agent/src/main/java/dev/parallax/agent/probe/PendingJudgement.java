package dev.parallax.agent.probe;

import dev.parallax.agent.expectation.ReceivedResponse;
import dev.parallax.agent.expectation.ResponseJudge;
import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.failure.Failure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The judgement of a response by the operator's expectations, outside the event loops. */
record PendingJudgement(Attempt attempt, Expectations expectations) {
  /**
   * Begins; a host that is too busy ends the attempt without a result.
   *
   * @param result receives the first unmet expectation on the attempt's event loop
   */
  @SuppressWarnings("FutureReturnValueIgnored") // Its last stage receives every exception.
  void judge(ReceivedResponse received, Consumer<Optional<Failure>> result) {
    var trial = attempt.trial();
    try {
      CompletableFuture.supplyAsync(
              () -> ResponseJudge.unmet(expectations, received), trial.around().judges())
          .thenAcceptAsync(unmet -> attempt.guarded(() -> result.accept(unmet)), trial.loop())
          .exceptionally(this::unjudged);
    } catch (RejectedExecutionException busy) {
      attempt.abandon("too many responses wait for judgement on this host");
    }
  }

  /** A defect of this program. */
  private @Nullable Void unjudged(Throwable defect) {
    attempt.trial().loop().execute(() -> attempt.abandon("the response was not judged: " + defect));
    return null;
  }
}
