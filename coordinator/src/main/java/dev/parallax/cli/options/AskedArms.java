package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.model.plan.Arm;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The arms named with {@code --arm}. */
public final class AskedArms {
  private static final String ALL = "all";

  private AskedArms() {}

  public static Set<Arm> of(List<String> words) {
    var asked = EnumSet.noneOf(Arm.class);
    words.forEach(word -> asked.addAll(word.equals(ALL) ? optional() : EnumSet.of(arm(word))));
    return asked;
  }

  /** The arms that can be requested; the other arms always run. */
  private static Set<Arm> optional() {
    var arms = EnumSet.allOf(Arm.class);
    arms.removeAll(EnumSet.of(Arm.BASE, Arm.CONTROL_SNI, Arm.NO_SNI, Arm.REFERENCE));
    return arms;
  }

  private static Arm arm(String word) {
    return Arm.of(word)
        .filter(optional()::contains)
        .orElseThrow(
            () ->
                CliException.usage("--arm: expected one of " + words() + " or all, got: " + word));
  }

  private static String words() {
    return optional().stream().map(Arm::word).collect(Collectors.joining(", "));
  }
}
