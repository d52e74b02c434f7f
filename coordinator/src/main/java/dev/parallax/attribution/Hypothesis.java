package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Cause;
import dev.parallax.model.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hypothesis in full: what happens, how it shows here, to whom.
 *
 * @param sight the one of {@link Mechanism#shows} most seen in its reach
 * @param logPrior natural logarithm of its rate
 */
record Hypothesis(Mechanism mechanism, Sight sight, Reach reach, double logPrior) {
  private static final int EARLY = Sight.CUT_BEFORE_HELLO.bit();
  private static final int NAME = Sight.NAME_UNRESOLVED.bit() | Sight.NAME_LIED.bit();

  /** The name it is reported by; several causes may share it. */
  record Key(Cause id, Scope scope) {
    /** Within one table attribute and value say which vantages; comparing those too costs. */
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

  Cause id() {
    return mechanism.id();
  }

  Key name() {
    return new Key(id(), reach.scope());
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

  /** Whether a trial that ended so may be its doing. */
  boolean shows(Sight seen) {
    return (mechanism.leanings().sights() & seen.bit()) != 0;
  }

  /** What it does to a cell; null when it spares it. */
  Mechanism.@Nullable Reaction reaction(Row row, Cell cell) {
    if (!touches(row) || !reach.covers(cell)) {
      return null;
    }
    return mechanism.detail().isEmpty()
        ? mechanism.reactions().to(cell.arm())
        : concerns(row, cell) ? onArm(cell) : null;
  }

  private boolean concerns(Row row, Cell cell) {
    if (limited(Mechanism.Detail.IPV6) && !cell.isIpv6()) {
      return false;
    }
    if (limited(Mechanism.Detail.MISLED) && row.liar() && cell.stands()) {
      return false;
    }
    return !limited(Mechanism.Detail.UNGUARDED) || !cell.question().equals(Trial.GUARDED);
  }

  private Mechanism.@Nullable Reaction onArm(Cell cell) {
    return limited(Mechanism.Detail.RESIDUAL) && cell.question().equals(Trial.FIRST)
        ? beforeTheName(cell)
        : mechanism.reactions().to(cell.arm());
  }

  /** The control comes before the real name; what comes without a name may come before or after. */
  private static Mechanism.@Nullable Reaction beforeTheName(Cell cell) {
    return cell.arm() == Arm.CONTROL_SNI ? null : Mechanism.Reaction.UNSURE;
  }

  private boolean limited(Mechanism.Detail limit) {
    return mechanism.detail().contains(limit);
  }

  /** What an affected trial may end with, as bits. */
  int shown(Mechanism.Reaction reaction) {
    return switch (reaction) {
      case HIT, UNSURE -> mechanism.leanings().sights();
      case HIT_EARLY -> EARLY;
      case HIT_NAME -> NAME;
    };
  }

  static Hypothesis unknownIn(Table table) {
    return new Hypothesis(
        Mechanisms.UNKNOWN,
        Sight.OTHER,
        Reach.everyone(table),
        Math.log(Priors.rate(Cause.UNKNOWN)));
  }
}
