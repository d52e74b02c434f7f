package dev.parallax.report.words;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.PublishedFailureWords;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import dev.parallax.report.Aspect;
import dev.parallax.report.ExitDecision;
import dev.parallax.report.Fixture;
import dev.parallax.report.explain.Refutation;
import dev.parallax.report.facts.Difference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No constant without words, in any language. */
final class CatalogueTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  @ParameterizedTest
  @EnumSource
  void everyConstantHasASentence(Language language) {
    var sentences = Sentences.load(language);
    keys()
        .forEach(
            key ->
                assertTrue(
                    sentences.find(key).filter(text -> !text.isBlank()).isPresent(),
                    language + ": " + key));
  }

  @ParameterizedTest
  @EnumSource
  void everyLanguageSaysTheSame(Language language) {
    var english = Sentences.load(Language.EN);
    var other = Sentences.load(language);
    assertEquals(english.keys(), other.keys());
    for (var key : english.keys()) {
      assertEquals(placeholders(english.get(key)), placeholders(other.get(key)), key);
    }
  }

  private static Set<String> placeholders(String sentence) {
    return PLACEHOLDER.matcher(sentence).results().map(MatchResult::group).collect(toSet());
  }

  @Test
  void chineseIsChinese() {
    var chinese = Sentences.load(Language.ZH);
    for (var key : chinese.keys()) {
      var own = PLACEHOLDER.matcher(chinese.get(key)).replaceAll("");
      var foreign = own.codePoints().anyMatch(Character::isLetter) && !key.equals("difference.TLS");
      assertTrue(!foreign || own.codePoints().anyMatch(Character::isIdeographic), key);
    }
  }

  private static Stream<String> keys() {
    return Stream.of(
            keys("blame.", Blame.values()),
            keys("segment.", Segment.values()),
            keys("grade.", Grade.values()),
            keys("scope.", Scope.Attribute.values()),
            keys("hypothesis.", Cause.values()),
            keys("evidence.", FindingKind.values()),
            keys("why.", NextProbe.Why.values()),
            keys("round.", RoundReason.values()),
            keys("end.", RoundEnd.values()),
            keys("notrun.", NotRunReason.values()),
            keys("exit.", ExitDecision.ExitReason.values()),
            keys("heading.", Heading.values()),
            keys("difference.", Difference.values()),
            keys("aspect.", Aspect.values()),
            keys("refutation.", Refutation.values()),
            Stream.of(Cause.values()).map(cause -> "remedy." + cause + ".1"),
            PublishedFailureWords.FIXED.stream().map(word -> "failure." + word))
        .flatMap(keys -> keys);
  }

  private static Stream<String> keys(String prefix, Enum<?>[] values) {
    return Stream.of(values).map(value -> prefix + value);
  }

  @Test
  void namesAlertsStatusesAndWordsOfTheFuture() {
    var catalogue = Catalogue.english();
    assertEquals(
        "a TLS alert ends the handshake: handshake_failure",
        catalogue.failure(FailureWord.alert(40)));
    assertEquals(
        "the service answers with status 5xx", catalogue.failure(FailureWord.httpStatus(503)));
    assertEquals("quantum_leak", catalogue.failure(new FailureWord("quantum_leak")));
  }

  @Test
  void whatOthersSaidIsMadePrintable() {
    var evidence =
        new Evidence(
            FindingKind.FACT_DIFFERS,
            Map.of("fact", "os\u001b[31m", "here", "a\u202eb", "elsewhere", "\u0007c $1 \\"),
            List.of(),
            List.of(),
            1);
    assertEquals(
        "os is ab at no vantage, elsewhere c $1 \\.", Catalogue.english().evidence(evidence));
  }

  @Test
  void clockOffsetsAreReadable() {
    var evidence =
        new Evidence(
            FindingKind.CLOCK_OFFSET, Map.of("offset", "PT-87600H"), List.of(), List.of(), 1);
    assertTrue(Catalogue.english().evidence(evidence).contains("-3650 d"));
  }

  @Test
  void anOpenQuestionIsNotBlamedOnACause() {
    var headline = Catalogue.english().headline(Fixture.blaming(Blame.INCONCLUSIVE));
    assertEquals("INCONCLUSIVE — the evidence does not separate the causes", headline);
    assertFalse(
        Catalogue.english().remedies(Fixture.SHOP, Fixture.blaming(Blame.INCONCLUSIVE)).isEmpty());
  }
}
