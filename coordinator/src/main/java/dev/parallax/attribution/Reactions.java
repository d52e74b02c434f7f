package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a mechanism does to each arm, looked up more often than anything else. */
final class Reactions {
  static final Reactions NONE = new Reactions(new Mechanism.Reaction[Arm.values().length]);

  private final Mechanism.@Nullable Reaction[] byArm;

  private Reactions(Mechanism.@Nullable Reaction[] byArm) {
    this.byArm = byArm;
  }

  /** Null for an arm that is spared. */
  Mechanism.@Nullable Reaction to(Arm arm) {
    return byArm[index(arm)];
  }

  /** The same, but for these arms. */
  Reactions with(Set<Arm> arms, Mechanism.@Nullable Reaction reaction) {
    var changed = byArm.clone();
    arms.forEach(arm -> changed[index(arm)] = reaction);
    return new Reactions(changed);
  }

  @SuppressWarnings("EnumOrdinal") // an array is fast, and the number is never stored
  private static int index(Arm arm) {
    return arm.ordinal();
  }
}
