package dev.parallax.attribution;

import dev.parallax.model.Cause;
import dev.parallax.model.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much is believed of one cause.
 *
 * @param cause its most believed way of showing; null for nothing wrong
 */
record Belief(Hypothesis.Key name, @Nullable Hypothesis cause, double mass) {
  static final Hypothesis.Key NOTHING =
      new Hypothesis.Key(Cause.HEALTHY, new Scope(Scope.Attribute.NOBODY, "", List.of()));

  Belief plus(Belief other) {
    return new Belief(name, cause, mass + other.mass);
  }

  Cause id() {
    return name.id();
  }

  boolean healthy() {
    return cause == null;
  }
}
