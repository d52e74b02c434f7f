package dev.parallax.agent.command.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.config.Act;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OptInQuestionsTest {
  private final StringWriter screen = new StringWriter();

  @Test
  void onlyYesIsConsent() {
    assertEquals(Set.of(Act.TTL_WALK, Act.BIG_ANSWER), answers("y\n\nYES\n"));
    assertEquals(Set.of(), answers("n\nno\n\n"));
  }

  @Test
  void everyQuestionNamesItsActAndItsReason() {
    answers("\n\n\n");
    for (var act : Set.of(Act.TTL_WALK, Act.REAL_SNI_AT_NEUTRAL, Act.BIG_ANSWER)) {
      assertTrue(screen.toString().contains(act.word() + ": "), screen.toString());
    }
    assertEquals(3, screen.toString().split("Agree\\? \\[y/N\\]", -1).length - 1);
  }

  @Test
  void anUnclearAnswerIsAskedAgainAndIsNoConsentInTheEnd() {
    assertEquals(Set.of(Act.REAL_SNI_AT_NEUTRAL), answers("maybe\nja\nsi\ny\nn\n"));
    assertTrue(screen.toString().contains("expected y or n"), screen.toString());
  }

  @Test
  void theEndOfTheInputIsNoConsent() {
    assertEquals(Set.of(Act.TTL_WALK), answers("y\n"));
    assertEquals(Set.of(), answers(""));
  }

  private Set<Act> answers(String typed) {
    return OptInQuestions.ask(new OwnerTerminal(new StringReader(typed), screen));
  }
}
