package dev.parallax.attribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.report.document.JsonReportReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Sweeps of real processes that were once judged wrong. */
class RecordedTest {
  /**
   * A host so busy that the reset arrived before the ClientHello in some arms and after it in
   * others.
   */
  @Test
  void repliesCaptured_whateverTheShapeOfTheHello_isNotTheService() {
    assertEquals("ORIGIN/EDGE E5 OUTSIDE", said("repliesCapturedOnABusyHost"));
  }

  /** Its resolver was so slow that the queries were repeated. */
  @Test
  void slowResolver_isNoLoss() {
    assertEquals("HEALTHY/- N0 NOBODY", said("healthyOnABusyHost"));
  }

  /** Some names were not resolved in time: this does not contradict the resolver's false answer. */
  @Test
  void trialsThatEndedBefore_areNotHeldAgainstACause() {
    assertEquals("PATH/RESOLVER D1 NETWORK A", said("lyingResolverOnABusyHost"));
  }

  private static String said(String name) {
    return AttributionTest.said(Attribution.attribute(recorded(name)).getFirst().verdicts());
  }

  static Sweep recorded(String name) {
    try (var in = RecordedTest.class.getResourceAsStream("/recorded/" + name + ".json.gz")) {
      var json = new GZIPInputStream(Objects.requireNonNull(in)).readAllBytes();
      return JsonReportReader.read(new String(json, UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
