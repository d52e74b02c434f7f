package dev.parallax.attribution;

import dev.parallax.model.Hypothesis;
import dev.parallax.model.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much is believed of one cause.
 *
 * @param cause its most believed way of showing; null for nothing wrong
 */
record Belief(Cause.Name name, @Nullable Cause cause, double mass) {
  static final Cause.Name NOTHING =
      new Cause.Name(Hypothesis.N0, new Scope(Scope.Attribute.NOBODY, "", List.of()));

  Belief plus(Belief other) {
    return new Belief(name, cause, mass + other.mass);
  }

  Hypothesis id() {
    return name.id();
  }

  boolean healthy() {
    return cause == null;
  }
}
