package dev.parallax.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.report.document.JsonReportReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The sentence "the arm fails too" names the failures that the agents recorded. */
final class EvidenceWordsTest {
  @Test
  void everyArmThatFailsToo_hasAFailureWord() throws IOException {
    var without = new ArrayList<String>();
    int checked = 0;
    for (var name : FixturesTest.names()) {
      for (var evidence : failingArms(FixturesTest.recorded(name))) {
        checked++;
        if (evidence.parameters().getOrDefault("word", "").isEmpty()) {
          without.add(name + ": " + evidence.parameters());
        }
      }
    }
    assertTrue(checked > 20, "checked " + checked);
    assertEquals(List.of(), without);
  }

  /** The arm delayed_hello accepts any certificate: it passes where the certificate has expired. */
  @Test
  void armThatPassesWithTheInvalidCertificate_doesNotFailToo() throws IOException {
    assertEquals(
        List.of("{arm=delayed_hello, failed=6, trials=6, word=reset_after_client_hello}"),
        failingArms(Optional.of(twoCauses())).stream()
            .map(evidence -> new TreeMap<>(evidence.parameters()).toString())
            .toList());
  }

  private static String twoCauses() throws IOException {
    try (var in =
        new GZIPInputStream(
            Objects.requireNonNull(
                EvidenceWordsTest.class.getResourceAsStream("/demo/two-causes.json.gz")))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Evidence> failingArms(Optional<String> json) {
    return json.stream()
        .flatMap(text -> Attribution.attribute(JsonReportReader.read(text)).stream())
        .flatMap(judged -> judged.verdicts().stream())
        .flatMap(verdict -> verdict.evidence().stream())
        .filter(evidence -> evidence.kind() == FindingKind.ARM_FAILS_TOO)
        .toList();
  }
}
