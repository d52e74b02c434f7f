package dev.parallax.attribution;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.MechanismCatalogue;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The prediction of one mechanism of a cause, for the printed catalogue.
 *
 * @param cause the cause the mechanism belongs to
 * @param always whether every affected trial shows a symptom; otherwise an unknown share
 * @param scopes the kinds of scope it may have, in declaration order
 * @param symptoms the symptoms an affected trial may show, the most probable first
 * @param fails the arms it affects, in declaration order
 * @param open the arms without a prediction, in declaration order
 */
public record Prediction(
    Cause cause,
    boolean always,
    Set<Scope.Attribute> scopes,
    List<String> symptoms,
    Set<Arm> fails,
    Set<Arm> open) {

  /** In the order of the catalogue; empty for a cause that is found without the likelihood. */
  public static List<Prediction> of(Cause cause) {
    return MechanismCatalogue.ALL.stream()
        .filter(mechanism -> mechanism.id() == cause)
        .map(Prediction::of)
        .toList();
  }

  private static Prediction of(Mechanism mechanism) {
    var fails = EnumSet.noneOf(Arm.class);
    var open = EnumSet.noneOf(Arm.class);
    for (var arm : Arm.values()) {
      switch (mechanism.effects().to(arm)) {
        case SPARED -> {}
        case UNPREDICTED -> open.add(arm);
        case HIT, HIT_EARLY, HIT_NAME -> fails.add(arm);
      }
    }
    return new Prediction(
        mechanism.id(),
        mechanism.regularity() == Mechanism.Regularity.ALWAYS,
        new TreeSet<>(mechanism.scopes()),
        mechanism.shows().stream().map(symptom -> symptom.word()).toList(),
        fails,
        open);
  }
}
