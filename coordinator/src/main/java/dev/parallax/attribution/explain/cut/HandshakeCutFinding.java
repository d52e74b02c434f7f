package dev.parallax.attribution.explain.cut;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Handshakes that end after a number of bytes of the server, before they are complete. */
public final class HandshakeCutFinding {
  private static final Set<FailureWord> CUT =
      Set.of(
          FailureWord.RESET_MID_HANDSHAKE,
          FailureWord.EOF_MID_HANDSHAKE,
          FailureWord.TIMEOUT_MID_HANDSHAKE);

  /** A single broken handshake has no pattern. */
  private static final int FEWEST = 2;

  private HandshakeCutFinding() {}

  /**
   * The common amount of the base trials, beside the size of complete handshakes; empty where the
   * handshakes end after different amounts.
   */
  public static Optional<Evidence> of(List<ComparedVantage> all) {
    var rows = all.stream().filter(row -> base(row).anyMatch(HandshakeCutFinding::isCut)).toList();
    var trials = rows.stream().flatMap(HandshakeCutFinding::base).toList();
    var cut = trials.stream().filter(HandshakeCutFinding::isCut).toList();
    var amounts = ByteAmounts.of(received(cut.stream()));
    if (cut.size() < FEWEST || !amounts.isWithinOneSegment()) {
      return Optional.empty();
    }
    var complete =
        all.stream()
            .filter(row -> !rows.contains(row))
            .filter(row -> base(row).anyMatch(HandshakeCutFinding::isComplete))
            .toList();
    var parameters = new TreeMap<>(amounts.parameters());
    parameters.put("failed", Figures.count(cut.size()));
    parameters.put("trials", Figures.count(trials.size()));
    parameters.put("whole", Figures.count(whole(complete)));
    return Optional.of(
        new Evidence(
            FindingKind.HANDSHAKE_CUT,
            parameters,
            ComparedVantages.ids(rows),
            ComparedVantages.ids(complete),
            0));
  }

  /** The median of the complete handshakes. */
  private static long whole(List<ComparedVantage> rows) {
    var trials = rows.stream().flatMap(HandshakeCutFinding::base);
    var bytes = received(trials.filter(HandshakeCutFinding::isComplete)).sorted().toArray();
    return bytes.length == 0 ? 0 : bytes[bytes.length / 2];
  }

  private static Stream<ClassifiedTrial> base(ComparedVantage row) {
    return row.vantage().all().filter(trial -> trial.arm() == Arm.BASE);
  }

  private static boolean isCut(ClassifiedTrial trial) {
    return trial.word().filter(CUT::contains).isPresent() && bytes(trial) > 0;
  }

  private static boolean isComplete(ClassifiedTrial trial) {
    return trial.ok() && bytes(trial) > 0;
  }

  private static LongStream received(Stream<ClassifiedTrial> trials) {
    return trials.mapToLong(HandshakeCutFinding::bytes);
  }

  /** 0 without a handshake. */
  private static long bytes(ClassifiedTrial trial) {
    return trial.seen().steps().tls().map(TlsStep::traffic).stream()
        .mapToLong(TlsStep.Traffic::bytesReceived)
        .sum();
  }
}
