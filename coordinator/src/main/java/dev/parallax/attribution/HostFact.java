package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Vantage;
import java.util.Arrays;

/** Facts an agent states about its host that decide what can be asked of it. */
final class HostFact {
  /** Arms that set off filters on purpose and that the host's owner agreed to, by comma. */
  private static final String OPT_IN = "opt_in";

  private HostFact() {}

  static boolean optedIn(Vantage vantage, Arm arm) {
    var agreed = vantage.facts().getOrDefault(OPT_IN, "");
    return Arrays.asList(agreed.split(",", -1)).contains(arm.word());
  }
}
