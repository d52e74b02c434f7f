package dev.parallax.attribution.catalogue;

import dev.parallax.model.Arm;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a mechanism does to each arm, looked up more often than anything else. */
public final class EffectByArm {
  static final EffectByArm NONE = new EffectByArm(new Mechanism.Effect[Arm.values().length]);

  private final Mechanism.@Nullable Effect[] byArm;

  private EffectByArm(Mechanism.@Nullable Effect[] byArm) {
    this.byArm = byArm;
  }

  /** Null for an arm that is spared. */
  public Mechanism.@Nullable Effect to(Arm arm) {
    return byArm[index(arm)];
  }

  /** The same, but for these arms. */
  EffectByArm with(Set<Arm> arms, Mechanism.@Nullable Effect reaction) {
    var changed = byArm.clone();
    arms.forEach(arm -> changed[index(arm)] = reaction);
    return new EffectByArm(changed);
  }

  @SuppressWarnings("EnumOrdinal") // an array is fast, and the number is never stored
  private static int index(Arm arm) {
    return arm.ordinal();
  }
}
