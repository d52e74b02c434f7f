package dev.parallax.attribution;

import dev.parallax.model.Hypothesis;
import dev.parallax.model.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hypothesis in full: what happens, how it shows here, to whom.
 *
 * @param logPrior natural logarithm of its rate
 */
record Cause(Mechanism mechanism, Sight sight, Reach reach, double logPrior) {

  /** The name it is reported by; several causes may share it. */
  record Name(Hypothesis id, Scope scope) {
    /** Within one table attribute and value say which vantages; comparing those too costs. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Name name
          && id == name.id
          && scope.attribute() == name.scope.attribute()
          && scope.value().equals(name.scope.value());
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, scope.attribute(), scope.value());
    }
  }

  Hypothesis id() {
    return mechanism.id();
  }

  Name name() {
    return new Name(id(), reach.scope());
  }

  boolean unknown() {
    return mechanism.manner() == Mechanism.Manner.ANYHOW;
  }

  boolean always() {
    return mechanism.manner() == Mechanism.Manner.ALWAYS;
  }

  boolean touches(Row row) {
    return unknown() || reach.contains(row);
  }

  /** What it does to a cell; null when it spares it. */
  Mechanism.@Nullable Reaction reaction(Row row, Cell cell) {
    return touches(row) && reach.covers(cell) ? mechanism.reactions().get(cell.arm()) : null;
  }

  Sight shown(Mechanism.Reaction reaction) {
    return reaction == Mechanism.Reaction.HIT_EARLY ? Sight.CUT_BEFORE_HELLO : sight;
  }

  static Cause unknownIn(Table table) {
    return new Cause(
        Mechanisms.UNKNOWN,
        Sight.OTHER,
        Reach.everyone(table),
        Math.log(Priors.rate(Hypothesis.U)));
  }
}
