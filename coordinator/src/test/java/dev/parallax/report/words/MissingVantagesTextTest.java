package dev.parallax.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Vantages without observations, in a short text. */
final class MissingVantagesTextTest {
  private static List<String> texts(List<Coverage.Missing> missing) {
    return MissingVantagesText.texts(new Coverage(0, missing.size(), missing), Catalogue.english());
  }

  private static Coverage.Missing missing(int number, String said) {
    return new Coverage.Missing(new VantageId("probe-" + number), NotRunReason.OFFLINE, said);
  }

  @Test
  void sameReason_oneSentence() {
    var offline = IntStream.range(0, 500).mapToObj(number -> missing(number, "")).toList();
    assertEquals(
        List.of(
            "missing: probe-0, probe-1, probe-2, probe-3, probe-4, probe-5 and 494 more, offline"),
        texts(offline));
  }

  @Test
  void manyReasons_theRestIsCounted() {
    var each = IntStream.range(0, 500).mapToObj(number -> missing(number, "no " + number)).toList();
    var texts = texts(each);
    assertEquals(11, texts.size());
    assertEquals("missing: 490 more", texts.getLast());
  }
}
