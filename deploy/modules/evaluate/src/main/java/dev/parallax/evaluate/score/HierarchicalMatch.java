package dev.parallax.evaluate.score;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A claim as its ancestors, side, blame, segment and cause: the number of claimed, of true, and of
 * common ancestors (Kiritchenko et al., 2005).
 */
record HierarchicalMatch(int reported, int real, int both) {

  static HierarchicalMatch of(List<AcceptableAnswer> answers, MethodJudgement.Statement statement) {
    var own = ancestors(statement.claim(), statement.hypothesis());
    if (answers.isEmpty()) {
      return against(own, ancestors(Claim.HEALTHY, Optional.empty()));
    }
    return answers.stream()
        .map(answer -> against(own, ancestors(answer.truth(), Optional.of(answer.fault().id()))))
        .max(Comparator.comparingInt(HierarchicalMatch::both))
        .orElseThrow();
  }

  private static HierarchicalMatch against(Set<String> reported, Set<String> real) {
    var both = new HashSet<>(reported);
    both.retainAll(real);
    return new HierarchicalMatch(reported.size(), real.size(), both.size());
  }

  private static Set<String> ancestors(Claim claim, Optional<Cause> cause) {
    var found = new HashSet<String>();
    if (claim.blame() == Blame.INCONCLUSIVE) {
      return found;
    }
    found.add(side(claim.blame()));
    found.add(claim.blame().toString());
    claim.segment().ifPresent(it -> found.add(it.toString()));
    cause
        .filter(it -> it != Cause.HEALTHY && it != Cause.ANSWERS_DIFFER_BY_PLACE)
        .map(Cause::code)
        .ifPresent(found::add);
    return found;
  }

  private static String side(Blame blame) {
    return switch (blame) {
      case REGION, PATH -> "on the way";
      case ORIGIN -> "target";
      case VANTAGE -> "us";
      case HEALTHY, INCONCLUSIVE -> "nobody";
    };
  }
}
