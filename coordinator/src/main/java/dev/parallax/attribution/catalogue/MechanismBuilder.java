package dev.parallax.attribution.catalogue;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Builds a {@link Mechanism} in the notation of the catalogue. */
final class MechanismBuilder {
  private final Cause id;
  private final Mechanism.Regularity regularity;
  private double share = 1;
  private Set<Scope.Attribute> scopes = Set.of();
  private List<Symptom> shows = List.of();
  private EffectByArm effects = EffectByArm.NONE;
  private Set<Arm> noticed = Set.of(Arm.BASE);
  private final EnumSet<Mechanism.Restriction> restrictions =
      EnumSet.noneOf(Mechanism.Restriction.class);

  MechanismBuilder(Cause id, Mechanism.Regularity regularity) {
    this.id = id;
    this.regularity = regularity;
  }

  static MechanismBuilder always(Cause id) {
    return new MechanismBuilder(id, Mechanism.Regularity.ALWAYS);
  }

  static MechanismBuilder sometimes(Cause id) {
    return new MechanismBuilder(id, Mechanism.Regularity.SOMETIMES);
  }

  static List<Mechanism> list(MechanismBuilder... builders) {
    return Stream.of(builders).map(MechanismBuilder::build).toList();
  }

  MechanismBuilder in(Scope.Attribute... where) {
    return in(Set.of(where));
  }

  MechanismBuilder in(Set<Scope.Attribute> where) {
    scopes = where;
    return this;
  }

  /** Symptoms, the likeliest first. */
  MechanismBuilder shows(Symptom... symptoms) {
    return shows(List.of(symptoms));
  }

  MechanismBuilder shows(List<Symptom> symptoms) {
    shows = symptoms;
    return this;
  }

  /** The part of the cause's prior rate, 0 to 1. */
  MechanismBuilder share(double part) {
    share = part;
    return this;
  }

  MechanismBuilder noticedBy(Set<Arm> arms) {
    noticed = arms;
    return this;
  }

  MechanismBuilder only(Mechanism.Restriction restriction) {
    restrictions.add(restriction);
    return this;
  }

  MechanismBuilder hits(Arm arm) {
    return hits(Set.of(arm));
  }

  MechanismBuilder hits(Set<Arm> arms) {
    return has(arms, Mechanism.Effect.HIT);
  }

  MechanismBuilder hitsEarly(Arm... arms) {
    return has(Set.of(arms), Mechanism.Effect.HIT_EARLY);
  }

  MechanismBuilder hitsName(Arm... arms) {
    return has(Set.of(arms), Mechanism.Effect.HIT_NAME);
  }

  MechanismBuilder unsureOf(Arm... arms) {
    return unsureOf(Set.of(arms));
  }

  MechanismBuilder unsureOf(Set<Arm> arms) {
    return has(arms, Mechanism.Effect.UNPREDICTED);
  }

  private MechanismBuilder has(Set<Arm> arms, Mechanism.Effect effect) {
    effects = effects.with(arms, effect);
    return this;
  }

  Mechanism build() {
    return new Mechanism(
        id,
        regularity,
        share,
        scopes,
        shows,
        effects,
        noticed,
        restrictions,
        SymptomPreference.of(shows));
  }
}
