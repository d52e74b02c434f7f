package dev.parallax.watch.incident;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.FailOn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an incident is about: the blame, the cause and its scope.
 *
 * @param cause the code; empty when the cause is open
 * @param value of the scope's attribute
 * @param affected vantages
 */
public record Finding(
    Blame blame,
    String cause,
    Scope.Attribute attribute,
    String value,
    double probability,
    List<VantageId> affected) {
  public Finding {
    affected = List.copyOf(affected);
  }

  /**
   * The first verdict at or above the level that is sure enough.
   *
   * @param sick vantages with incidents of their own, which are no fault of the target
   */
  public static Optional<Finding> of(
      TargetVerdicts verdicts, FailOn level, double probability, Set<VantageId> sick) {
    return verdicts.verdicts().stream()
        .filter(
            verdict -> verdict.blame() != Blame.VANTAGE || !sick.containsAll(verdict.explains()))
        .filter(verdict -> level.reachedBy(verdict.blame()))
        .filter(verdict -> verdict.probability() >= probability)
        .findFirst()
        .map(Finding::of);
  }

  /** The vantages whose failure a verdict below the level explains that is sure enough. */
  public static Set<VantageId> belowLevel(
      TargetVerdicts verdicts, FailOn level, double probability) {
    return verdicts.verdicts().stream()
        .filter(verdict -> verdict.hypothesis().isPresent() && !level.reachedBy(verdict.blame()))
        .filter(verdict -> verdict.probability() >= probability)
        .flatMap(verdict -> verdict.explains().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A failure whose blame is not decided. */
  public static Finding undecided(List<VantageId> affected) {
    return new Finding(Blame.INCONCLUSIVE, "", Scope.Attribute.EVERYONE, "", 0, affected);
  }

  /** The finding of a verdict. */
  public static Finding of(Verdict verdict) {
    return new Finding(
        verdict.blame(),
        verdict.hypothesis().map(Cause::code).orElse(""),
        verdict.scope().attribute(),
        verdict.scope().value(),
        verdict.probability(),
        verdict.explains());
  }

  /** Whether a verdict gives the blame. */
  public boolean isDecided() {
    return probability > 0;
  }

  /** Whether blame, cause and scope are the same. */
  public boolean isSame(Finding other) {
    return key().equals(other.key());
  }

  /** Blame, cause and scope as one text. */
  public String key() {
    return blame + "/" + cause + "/" + attribute + "/" + value;
  }
}
