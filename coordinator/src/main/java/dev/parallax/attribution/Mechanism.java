package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Hypothesis;
import dev.parallax.model.Scope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens, apart from whom it happens to.
 *
 * @param share of the hypothesis's rate that this way of it has
 * @param shows one of these, the same for all it affects
 * @param reactions what it does to each arm; an arm that is not here is spared
 */
record Mechanism(
    Hypothesis id,
    Manner manner,
    double share,
    Set<Scope.Attribute> scopes,
    List<Sight> shows,
    Map<Arm, Reaction> reactions) {

  /** How regularly it shows. */
  enum Manner {
    ALWAYS,
    /** With a probability that is unknown and integrated out. */
    SOMETIMES,
    /** Anything at all; only {@link Hypothesis#U}. */
    ANYHOW
  }

  /** What an affected trial of an arm shows. */
  enum Reaction {
    HIT,
    /** Hit, and before we sent a byte. */
    HIT_EARLY,
    /** No prediction. */
    UNSURE
  }

  Mechanism in(Scope.Attribute... where) {
    return new Mechanism(id, manner, share, Set.of(where), shows, reactions);
  }

  Mechanism in(Set<Scope.Attribute> where) {
    return new Mechanism(id, manner, share, where, shows, reactions);
  }

  Mechanism shows(Sight... sights) {
    return new Mechanism(id, manner, share, scopes, List.of(sights), reactions);
  }

  Mechanism share(double part) {
    return new Mechanism(id, manner, part, scopes, shows, reactions);
  }

  Mechanism hits(Set<Arm> arms) {
    return reacting(arms, Reaction.HIT);
  }

  Mechanism hitsEarly(Arm... arms) {
    return reacting(Set.of(arms), Reaction.HIT_EARLY);
  }

  Mechanism unsureOf(Arm... arms) {
    return reacting(Set.of(arms), Reaction.UNSURE);
  }

  private Mechanism reacting(Set<Arm> arms, Reaction reaction) {
    var merged = new EnumMap<Arm, Reaction>(Arm.class);
    merged.putAll(reactions);
    arms.forEach(arm -> merged.put(arm, reaction));
    return new Mechanism(id, manner, share, scopes, shows, Map.copyOf(merged));
  }
}
