package dev.parallax.attribution.catalogue;

import dev.parallax.model.plan.Arm;
import java.util.Arrays;
import java.util.Set;

/** The effect of a mechanism on each arm; an array, because it is the most frequent look-up. */
public final class EffectByArm {
  static final EffectByArm NONE = new EffectByArm(allSpared());

  private final Mechanism.Effect[] byArm;

  private EffectByArm(Mechanism.Effect[] byArm) {
    this.byArm = byArm;
  }

  private static Mechanism.Effect[] allSpared() {
    var effects = new Mechanism.Effect[Arm.values().length];
    Arrays.fill(effects, Mechanism.Effect.SPARED);
    return effects;
  }

  public Mechanism.Effect to(Arm arm) {
    return byArm[index(arm)];
  }

  /** The same, but for these arms. */
  EffectByArm with(Set<Arm> arms, Mechanism.Effect effect) {
    var changed = byArm.clone();
    arms.forEach(arm -> changed[index(arm)] = effect);
    return new EffectByArm(changed);
  }

  @SuppressWarnings("EnumOrdinal") // an array is fast, and the number is never stored
  private static int index(Arm arm) {
    return arm.ordinal();
  }
}
