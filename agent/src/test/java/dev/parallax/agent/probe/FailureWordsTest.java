package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No word without a real peer that produces it. */
@ExtendWith(Leaks.class)
class FailureWordsTest {
  @SuppressWarnings("unused") // Read by the parameterised test.
  private static final List<FailureWord> WORDS = FailureWord.FIXED;

  @ParameterizedTest
  @FieldSource("WORDS")
  void everyWord_hasAPeer(FailureWord word) throws Exception {
    var source = WordPeers.of(word);
    assertTrue(source.isPresent(), () -> "no peer for " + word);
    switch (source.get()) {
      case WordPeers.Source.Play(var scene) -> assertPlays(word, scene.play());
      case WordPeers.Source.Elsewhere(var classes) -> assertAsserted(word, classes);
    }
  }

  private static void assertPlays(FailureWord word, ProbeResult result) {
    if (result.outcome() instanceof Outcome.Failed(var failure)) {
      assertEquals(word, failure.word(), result::toString);
    } else {
      throw new AssertionError(result.toString());
    }
  }

  /** One of these classes contains the word, as text or as the model's constant. */
  private static void assertAsserted(FailureWord word, List<String> classes) throws Exception {
    if (isNamed(constant(word), classes) || isNamed(word.word(), classes)) {
      return;
    }
    var missing = classes.stream().filter(name -> !exists(name)).toList();
    assumeTrue(missing.isEmpty(), () -> word + " has its peer in " + missing + ", not here yet");
    throw new AssertionError("none of " + classes + " names " + word);
  }

  private static String constant(FailureWord word) throws IllegalAccessException {
    for (var field : FailureWord.class.getFields()) {
      if (word.equals(field.get(null))) {
        return field.getName();
      }
    }
    throw new AssertionError("no constant for " + word);
  }

  private static boolean isNamed(String text, List<String> classes) throws IOException {
    for (var name : classes) {
      if (exists(name) && constants(name).contains(text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean exists(String name) {
    return FailureWordsTest.class.getResource(file(name)) != null;
  }

  private static String constants(String name) throws IOException {
    try (var in = Objects.requireNonNull(FailureWordsTest.class.getResourceAsStream(file(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String file(String name) {
    return "/" + String.join("/", Arrays.asList(name.split("\\.", -1))) + ".class";
  }
}
