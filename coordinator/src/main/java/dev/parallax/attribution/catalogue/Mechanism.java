package dev.parallax.attribution.catalogue;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.Arm;
import dev.parallax.model.Cause;
import dev.parallax.model.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What happens, apart from whom it happens to.
 *
 * @param share of the hypothesis's rate that this way of it has
 * @param shows any of these, each affected trial one; mostly the same, the likeliest first
 * @param reactions what it does to each arm
 * @param noticed the arms by whose failing it is noticed
 * @param detail further limits to whom or what it does
 * @param leanings how much of each it is expected to show
 */
public record Mechanism(
    Cause id,
    Manner manner,
    double share,
    Set<Scope.Attribute> scopes,
    List<Symptom> shows,
    EffectByArm reactions,
    Set<Arm> noticed,
    Set<Detail> detail,
    SymptomPreference leanings) {
  Mechanism(
      Cause id,
      Manner manner,
      double share,
      Set<Scope.Attribute> scopes,
      List<Symptom> shows,
      EffectByArm reactions,
      Set<Arm> noticed,
      Set<Detail> detail) {
    this(id, manner, share, scopes, shows, reactions, noticed, detail, SymptomPreference.of(shows));
  }

  /** How regularly it shows. */
  public enum Manner {
    ALWAYS,
    /** With a probability that is unknown and integrated out. */
    SOMETIMES,
    /** Anything at all; only {@link Cause#UNKNOWN}. */
    ANYHOW
  }

  /** What an affected trial of an arm shows. */
  public enum Reaction {
    HIT,
    /** Hit, and before we sent a byte. */
    HIT_EARLY,
    /** The resolution itself fails or gives other addresses. */
    HIT_NAME,
    /** No prediction. */
    UNSURE
  }

  /** What a mechanism may be limited to. */
  public enum Detail {
    /** Only over IPv6. */
    IPV6,
    /** What is broken stays broken for a while: controls fail once the real name was sent. */
    RESIDUAL,
    /** Resolvers asked over a connection are spared. */
    UNGUARDED,
    /** Of a vantage that is lied to, only what went to an address that nothing vouches for. */
    MISLED
  }

  static Mechanism of(Cause id, Manner manner) {
    return new Mechanism(
        id, manner, 1, Set.of(), List.of(), EffectByArm.NONE, Set.of(Arm.BASE), Set.of());
  }

  Mechanism in(Scope.Attribute... where) {
    return in(Set.of(where));
  }

  Mechanism in(Set<Scope.Attribute> where) {
    return new Mechanism(id, manner, share, where, shows, reactions, noticed, detail);
  }

  Mechanism shows(Symptom... symptoms) {
    return new Mechanism(id, manner, share, scopes, List.of(symptoms), reactions, noticed, detail);
  }

  Mechanism share(double part) {
    return new Mechanism(id, manner, part, scopes, shows, reactions, noticed, detail);
  }

  Mechanism noticedBy(Set<Arm> arms) {
    return new Mechanism(id, manner, share, scopes, shows, reactions, arms, detail);
  }

  Mechanism only(Detail limit) {
    var limits = EnumSet.of(limit);
    limits.addAll(detail);
    return new Mechanism(id, manner, share, scopes, shows, reactions, noticed, Set.copyOf(limits));
  }

  Mechanism hits(Set<Arm> arms) {
    return reacting(arms, Reaction.HIT);
  }

  Mechanism hits(Arm arm) {
    return reacting(Set.of(arm), Reaction.HIT);
  }

  Mechanism hitsEarly(Arm... arms) {
    return reacting(Set.of(arms), Reaction.HIT_EARLY);
  }

  Mechanism hitsName(Arm... arms) {
    return reacting(Set.of(arms), Reaction.HIT_NAME);
  }

  Mechanism unsureOf(Arm... arms) {
    return reacting(Set.of(arms), Reaction.UNSURE);
  }

  Mechanism unsureOf(Set<Arm> arms) {
    return reacting(arms, Reaction.UNSURE);
  }

  Mechanism spares(Arm... arms) {
    return with(reactions.with(Set.of(arms), null));
  }

  private Mechanism reacting(Set<Arm> arms, Reaction reaction) {
    return with(reactions.with(arms, reaction));
  }

  private Mechanism with(EffectByArm changed) {
    return new Mechanism(id, manner, share, scopes, shows, changed, noticed, detail);
  }
}
