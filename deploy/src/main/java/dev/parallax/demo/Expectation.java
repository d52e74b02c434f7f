package dev.parallax.demo;

import dev.parallax.model.Blame;
import dev.parallax.model.Cause;
import dev.parallax.model.Segment;
import java.util.Optional;
import java.util.Set;

/**
 * An expected verdict.
 *
 * @param hypothesis absent where the blame suffices
 * @param vantages the vantages of the fault; empty where the blame suffices
 */
record Expectation(
    Blame blame, Optional<Segment> segment, Optional<Cause> hypothesis, Set<String> vantages) {
  static Expectation healthy() {
    return new Expectation(Blame.HEALTHY, Optional.empty(), Optional.empty(), Set.of());
  }

  static Expectation of(Blame blame, Segment segment, Cause hypothesis, String... vantages) {
    return new Expectation(blame, Optional.of(segment), Optional.of(hypothesis), Set.of(vantages));
  }

  boolean isMetBy(ReportedVerdict finding) {
    return finding.blame().equals(blame.name())
        && finding.segment().equals(segment.map(Segment::word))
        && (hypothesis.isEmpty() || finding.hypothesis().equals(hypothesis.map(Cause::code)))
        && (vantages.isEmpty() || finding.vantages().equals(vantages));
  }

  @Override
  public String toString() {
    return ReportedVerdict.spelling(
        blame.name(), segment.map(Segment::word), hypothesis.map(Cause::code));
  }
}
