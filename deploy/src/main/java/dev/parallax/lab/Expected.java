package dev.parallax.lab;

import dev.parallax.model.Blame;
import dev.parallax.model.Hypothesis;
import dev.parallax.model.Segment;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A verdict that must be given, fixed before the first run.
 *
 * @param hypotheses one, or those that cannot be told apart
 * @param vantages at whom the fault must be found; empty where the blame says it all
 */
record Expected(
    Blame blame, Optional<Segment> segment, Set<Hypothesis> hypotheses, Set<String> vantages) {
  Expected {
    hypotheses = Set.copyOf(hypotheses);
    vantages = Set.copyOf(vantages);
  }

  static final Expected HEALTHY = new Expected(Blame.HEALTHY, Optional.empty(), Set.of(), Set.of());

  static Expected of(Blame blame, Segment segment, Hypothesis first, Hypothesis... others) {
    return new Expected(blame, Optional.of(segment), EnumSet.of(first, others), Set.of());
  }

  Expected at(String... names) {
    return new Expected(blame, segment, hypotheses, Set.of(names));
  }

  boolean rightBlame(Given given) {
    return given.blame().equals(blame.name())
        && (segment.isEmpty() || given.segment().equals(segment.map(Segment::word)));
  }

  boolean isMetBy(Given given) {
    return rightBlame(given)
        && (hypotheses.isEmpty()
            || hypotheses.stream().anyMatch(it -> it.name().equals(given.hypothesis())))
        && (vantages.isEmpty() || given.vantages().equals(vantages));
  }

  @Override
  public String toString() {
    var one = blame + segment.map(it -> "/" + it.word()).orElse("");
    var causes = new TreeSet<>(hypotheses);
    var why =
        causes.isEmpty() ? "" : " " + String.join("|", causes.stream().map(Enum::name).toList());
    return one + why + (vantages.isEmpty() ? "" : " @" + String.join(",", new TreeSet<>(vantages)));
  }
}
