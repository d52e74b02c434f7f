package dev.parallax.sweep.run;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One log line for each finished sweep: INFO with its verdicts, or WARN with its error. */
final class SweepLog {
  private static final Logger LOG = LoggerFactory.getLogger(SweepLog.class);

  /** Of a sweep with more targets the line has the number of the rest. */
  private static final int TARGETS = 10;

  private SweepLog() {}

  /**
   * @param level of the line
   */
  static void finished(Level level, Sweep sweep, List<TargetVerdicts> verdicts) {
    LOG.atLevel(level)
        .log(
            "sweep {}: {}; vantages {}/{}; {} ms",
            sweep.id(),
            targets(verdicts),
            sweep.coverage().answered(),
            sweep.coverage().requested(),
            sweep.took().toMillis());
  }

  static void resumed(SweepId sweep, int observations, Duration left) {
    LOG.info(
        "sweep {} was interrupted and continues: {} observations, {} s left",
        sweep,
        observations,
        left.toSeconds());
  }

  /**
   * @param reason without a secret
   */
  static void withoutCredentials(SweepId sweep, String reason) {
    LOG.warn("sweep {} goes on without credentials: {}", sweep, reason);
  }

  static void failed(SweepId sweep, RuntimeException error) {
    LOG.warn("sweep {} failed: {}", sweep, String.valueOf(error.getMessage()));
  }

  private static String targets(List<TargetVerdicts> verdicts) {
    var shown =
        verdicts.stream()
            .limit(TARGETS)
            .map(target -> target.target().name() + " " + words(target.verdicts()))
            .collect(Collectors.joining(", "));
    return verdicts.size() <= TARGETS
        ? shown
        : shown + " and " + (verdicts.size() - TARGETS) + " more targets";
  }

  private static String words(List<Verdict> verdicts) {
    return verdicts.stream().map(SweepLog::words).collect(Collectors.joining(" + "));
  }

  /** As {@code ORIGIN/edge edge_name_policy}. */
  private static String words(Verdict verdict) {
    return verdict.blame()
        + verdict.segment().map(segment -> "/" + segment.word()).orElse("")
        + verdict
            .hypothesis()
            .filter(cause -> cause != Cause.HEALTHY)
            .map(cause -> " " + cause.word())
            .orElse("");
  }
}
