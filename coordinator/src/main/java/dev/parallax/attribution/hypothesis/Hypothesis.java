package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.MechanismCatalogue;
import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.comparison.CellKey;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.symptom.ProbeVariant;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hypothesis: a mechanism, its symptom in this sweep, and its scope.
 *
 * @param symptom the most frequent symptom of {@link Mechanism#shows} in its scope
 * @param logPrior natural logarithm of its rate
 */
public record Hypothesis(
    Mechanism mechanism, Symptom symptom, ScopeMembers reach, double logPrior) {
  private static final SymptomSet EARLY = SymptomSet.of(Symptom.CUT_BEFORE_HELLO);

  /** The name it is reported by; several causes may share it. */
  public record Key(Cause id, Scope scope) {
    /** Within one table, attribute and value determine the vantages, so those are not compared. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && id == key.id
          && scope.attribute() == key.scope.attribute()
          && scope.value().equals(key.scope.value());
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, scope.attribute(), scope.value());
    }
  }

  public Cause id() {
    return mechanism.id();
  }

  public Key name() {
    return new Key(id(), reach.scope());
  }

  public boolean unknown() {
    return mechanism.regularity() == Mechanism.Regularity.UNPREDICTED;
  }

  public boolean always() {
    return mechanism.regularity() == Mechanism.Regularity.ALWAYS;
  }

  /** Whether base trials of affected vantages fail; a fault of some ClientHellos spares them. */
  public boolean showsAtBase() {
    return mechanism.noticed().contains(Arm.BASE);
  }

  public boolean touches(ComparedVantage row) {
    return unknown() || reach.contains(row);
  }

  /** Whether a trial that ended so may be its doing. */
  public boolean shows(Symptom seen) {
    return mechanism.preference().symptoms().contains(seen);
  }

  /** The effect on the trials of a cell. */
  public Mechanism.Effect effect(ComparedVantage vantage, CellKey cell) {
    return touches(vantage) && reach.cells().contain(cell) && !isExempt(vantage, cell)
        ? effectOnArm(cell)
        : Mechanism.Effect.SPARED;
  }

  /** A restriction of the mechanism excludes the cell. */
  private boolean isExempt(ComparedVantage vantage, CellKey cell) {
    return (has(Mechanism.Restriction.IPV6) && !cell.isIpv6())
        || (has(Mechanism.Restriction.IPV4) && cell.isIpv6())
        || (has(Mechanism.Restriction.MISLED)
            && vantage.misled()
            && cell.corroborated()
            && mechanism.effects().to(cell.arm()) != Mechanism.Effect.HIT_NAME)
        || (has(Mechanism.Restriction.UNGUARDED)
            && cell.variant() == ProbeVariant.Query.CONNECTION);
  }

  private Mechanism.Effect effectOnArm(CellKey cell) {
    return has(Mechanism.Restriction.RESIDUAL) && cell.variant() == ProbeVariant.ControlTurn.FIRST
        ? effectBeforeTheName(cell)
        : mechanism.effects().to(cell.arm());
  }

  /** The control runs before the real name; a probe without a name runs before or after it. */
  private static Mechanism.Effect effectBeforeTheName(CellKey cell) {
    return cell.arm() == Arm.CONTROL_SNI ? Mechanism.Effect.SPARED : Mechanism.Effect.UNPREDICTED;
  }

  private boolean has(Mechanism.Restriction restriction) {
    return mechanism.restrictions().contains(restriction);
  }

  /** The symptoms that an affected trial may end with. */
  public SymptomSet symptoms(Mechanism.Effect effect) {
    return switch (effect) {
      case SPARED -> SymptomSet.NONE;
      case HIT, UNPREDICTED -> mechanism.preference().symptoms();
      case HIT_EARLY -> EARLY;
      case HIT_NAME -> SymptomSet.NAME_FAULTS;
    };
  }

  public static Hypothesis unknownIn(Comparison table) {
    return new Hypothesis(
        MechanismCatalogue.UNKNOWN,
        Symptom.OTHER,
        ScopeMembers.everyone(table),
        StrictMath.log(Priors.rate(Cause.UNKNOWN)));
  }
}
