package dev.parallax.agent.probe;

import dev.parallax.agent.probe.trial.JudgedChains;
import dev.parallax.agent.probe.trial.Judgement;
import dev.parallax.model.observation.CertificateFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The validation of a server's chain, outside the event loops. Its duration is this host's and not
 * the server's.
 *
 * @param staple the OCSP response of the handshake
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PendingValidation(Attempt attempt, List<CertificateFacts> chain, Optional<byte[]> staple) {
  private static final String FULL = "too many chains wait for judgement on this host";

  /**
   * Begins; a host that is too busy ends the attempt without a result.
   *
   * @param result receives the judgement on the attempt's event loop
   */
  void judge(Consumer<Judgement> result) {
    var trial = attempt.trial();
    var question = JudgedChains.JudgementInput.of(chain, staple, trial);
    var now = trial.around().clock().instant();
    attempt.judging();
    chains()
        .recent(question, now)
        .ifPresentOrElse(
            known -> trial.loop().execute(() -> deliver(known, result)),
            () -> validate(question, now, result));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its last stage cannot fail.
  private void validate(
      JudgedChains.JudgementInput question, Instant now, Consumer<Judgement> result) {
    long bytes = chain.stream().mapToLong(sent -> sent.der().size()).sum();
    var waiting = chains().waiting();
    if (!waiting.take(bytes)) {
      attempt.abandon(FULL);
      return;
    }
    var trial = attempt.trial();
    try {
      CompletableFuture.supplyAsync(
              () -> Judgement.of(chain, staple, trial), trial.around().judges())
          .whenComplete((judged, defect) -> waiting.giveBack(bytes))
          .exceptionally(Judgement::defect)
          .thenAcceptAsync(
              judged -> {
                chains().keep(question, bytes, judged, now);
                deliver(judged, result);
              },
              trial.loop());
    } catch (RejectedExecutionException busy) {
      waiting.giveBack(bytes);
      attempt.abandon(FULL);
    }
  }

  private void deliver(Judgement judgement, Consumer<Judgement> result) {
    attempt.guarded(
        () -> {
          if (!attempt.isFinished()) {
            attempt.judged();
            result.accept(judgement);
          }
        });
  }

  private JudgedChains chains() {
    return attempt.trial().around().chains();
  }
}
