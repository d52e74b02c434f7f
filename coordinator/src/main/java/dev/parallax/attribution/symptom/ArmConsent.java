package dev.parallax.attribution.symptom;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Facts of an agent that decide which arms may run on its host. */
public final class ArmConsent {
  /** Arms that trigger filters on purpose with the owner's consent, separated by commas. */
  private static final String OPT_IN = "opt_in";

  private ArmConsent() {}

  private static final Set<Arm> ON_REQUEST =
      EnumSet.of(Arm.REAL_SNI_AT_NEUTRAL, Arm.TTL_WALK, Arm.RESPONDER, Arm.BIG_ANSWER);

  /** Whether the agent runs the arm; an agent without this fact may be asked. */
  public static boolean mayRun(Vantage vantage, Arm arm) {
    return !ON_REQUEST.contains(arm)
        || !vantage.facts().containsKey(OPT_IN)
        || optedIn(vantage, arm);
  }

  public static boolean optedIn(Vantage vantage, Arm arm) {
    var agreed = vantage.facts().getOrDefault(OPT_IN, "");
    return Arrays.asList(agreed.split(",", -1)).contains(arm.word());
  }
}
