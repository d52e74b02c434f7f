package dev.parallax.agent.probe.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.certificate.Validation;
import dev.parallax.certificate.der.ReaderLimit;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A chain is judged again for another host, another staple, another bundle and another time. */
final class JudgedChainsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Judgement VALID = new Judgement(Optional.empty(), new Validation.Valid());
  private static final JudgedChains.JudgementInput QUESTION =
      new JudgedChains.JudgementInput(List.of("ab", "cd"), staple(1), "example.org", List.of());

  private final JudgedChains chains = new JudgedChains(new ByteBudget(1));

  @Test
  void aJudgement_isKeptForItsTime() {
    chains.keep(QUESTION, 2_000, VALID, NOW);
    assertEquals(Optional.of(VALID), recent(Duration.ZERO));
    assertEquals(Optional.of(VALID), recent(JudgedChains.KEPT.minusMillis(1)));
    assertEquals(Optional.empty(), recent(JudgedChains.KEPT));
    assertEquals(Optional.empty(), recent(Duration.ofSeconds(-1)), "the clock was set back");
  }

  @Test
  void anotherQuestion_isJudged() {
    chains.keep(QUESTION, 2_000, VALID, NOW);
    for (var other :
        List.of(
            new JudgedChains.JudgementInput(
                List.of("cd", "ab"), staple(1), "example.org", List.of()),
            new JudgedChains.JudgementInput(
                List.of("ab", "cd"), staple(2), "example.org", List.of()),
            new JudgedChains.JudgementInput(
                List.of("ab", "cd"), Optional.empty(), "example.org", List.of()),
            new JudgedChains.JudgementInput(
                List.of("ab", "cd"), staple(1), "example.net", List.of()))) {
      assertEquals(Optional.empty(), chains.recent(other, NOW), other.toString());
    }
  }

  @Test
  void neitherLargeChains_norOwnLimits_areKept() {
    chains.keep(QUESTION, JudgedChains.LARGEST + 1, VALID, NOW);
    assertEquals(Optional.empty(), recent(Duration.ZERO));
    var limit = new Validation.Indeterminate(new ReaderLimit.Defect("a defect"));
    chains.keep(QUESTION, 2_000, new Judgement(Optional.empty(), limit), NOW);
    assertEquals(Optional.empty(), recent(Duration.ZERO));
  }

  @Test
  void theNumberOfChains_isBounded() {
    chains.keep(QUESTION, 2_000, VALID, NOW);
    for (int i = 0; i < JudgedChains.ENTRIES; i++) {
      var other =
          new JudgedChains.JudgementInput(List.of("" + i), staple(1), "example.org", List.of());
      chains.keep(other, 2_000, VALID, NOW);
    }
    assertEquals(Optional.empty(), recent(Duration.ZERO));
  }

  @Test
  void aCertificate_isReadOnce() {
    var der = new byte[] {0x30, 0x03, 0x02, 0x01, 0x05};
    assertSame(chains.facts(der), chains.facts(der.clone()));
    var large = new byte[JudgedChains.LARGEST + 1];
    assertNotSame(chains.facts(large), chains.facts(large));
  }

  private Optional<Judgement> recent(Duration later) {
    return chains.recent(QUESTION, NOW.plus(later));
  }

  private static Optional<ByteBuffer> staple(int content) {
    return Optional.of(ByteBuffer.wrap(new byte[] {(byte) content}));
  }
}
