package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.PublishedFailureWords;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.TlsStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each failure word is what a probe reports of a real peer. */
@ExtendWith(Leaks.class)
@ResourceLock(BadSslTest.LOCK)
@ResourceLock(QuicTest.LOCK)
class FailureWordsTest {
  @SuppressWarnings("unused") // Read by the parameterised test.
  private static final List<FailureWord> WORDS = PublishedFailureWords.FIXED;

  @ParameterizedTest
  @FieldSource("WORDS")
  void everyWord_isProducedByItsPeer(FailureWord word) throws Throwable {
    var source = WordPeers.of(word);
    assertTrue(source.isPresent(), () -> "no peer for " + word);
    switch (source.get()) {
      case WordPeers.Source.Play(var scene) -> assertWord(word, scene.play());
      case WordPeers.Source.Test(var test) -> assertRead(word, Probes.resultsRead(test));
      case WordPeers.Source.Elsewhere(var reason) -> Assumptions.abort(word + " " + reason);
    }
  }

  /** A word that is not played here is listed here as well. */
  @Test
  void threeWords_arePlayedElsewhere() {
    var elsewhere =
        WORDS.stream()
            .filter(
                word ->
                    WordPeers.of(word)
                        .filter(WordPeers.Source.Elsewhere.class::isInstance)
                        .isPresent())
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(FailureWord.TRACE_TIMEOUT, FailureWord.ECHO_TIMEOUT, FailureWord.CONNECTION_RESET),
        elsewhere);
  }

  private static void assertWord(FailureWord word, ProbeResult result) {
    if (result.outcome() instanceof Outcome.Failed(var failure)) {
      assertEquals(word, failure.word(), result::toString);
      assertSentence(failure, result);
    } else {
      throw new AssertionError(result.toString());
    }
  }

  private static String received(TlsStep step) {
    long bytes = step.traffic().bytesReceived();
    return bytes == 0 && !step.cleartext().lines().isEmpty()
        ? "received in cleartext: " + step.cleartext().lines().getFirst().strip()
        : "received " + bytes + " bytes";
  }

  private static void assertRead(FailureWord word, Set<ProbeResult> read) {
    var result = read.stream().filter(each -> word(each).equals(Optional.of(word))).findFirst();
    assertWord(word, result.orElseThrow(() -> new AssertionError(word + " is not in " + read)));
  }

  private static Optional<FailureWord> word(ProbeResult result) {
    return result.outcome() instanceof Outcome.Failed(var failure)
        ? Optional.of(failure.word())
        : Optional.empty();
  }

  /** What was expected, what arrived, and after how long. */
  private static void assertSentence(Failure failure, ProbeResult result) {
    var detail = failure.detail();
    assertTrue(detail.contains("expected "), detail);
    assertTrue(detail.matches("(?s).+; after [0-9]+ ms"), detail);
    assertFalse(detail.contains("nothing"), detail);
    assertTrue(detail.contains("received "), detail);
    if (failure.step() == Step.TLS && !failure.word().isUnmetExpectation()) {
      result
          .steps()
          .tls()
          .map(FailureWordsTest::received)
          .ifPresent(received -> assertTrue(detail.contains(received), detail));
    }
  }
}
