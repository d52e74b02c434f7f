package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The arms for which a target is shown to work, and arms like ordinary clients that did not run.
 */
public final class ShownForFinding {
  /** Requests to the target itself, as clients send them. */
  private static final Set<Arm> CLIENTS =
      EnumSet.of(
          Arm.BASE,
          Arm.TLS12,
          Arm.TLS13,
          Arm.BIG_HELLO,
          Arm.BROWSER_HELLO,
          Arm.ECH_GREASE,
          Arm.OTHER_FAMILY,
          Arm.QUIC,
          Arm.WEBSOCKET);

  /** Of these, what most browsers do. */
  private static final Set<Arm> BROWSERS =
      EnumSet.of(Arm.BIG_HELLO, Arm.BROWSER_HELLO, Arm.OTHER_FAMILY, Arm.QUIC);

  private ShownForFinding() {}

  public static Evidence of(Target target, List<ComparedVantage> rows) {
    var shown = new ArrayList<Arm>();
    var untried = new ArrayList<Arm>();
    for (var arm : CLIENTS) {
      var trials =
          rows.stream()
              .flatMap(row -> row.vantage().all())
              .filter(trial -> trial.arm() == arm)
              .toList();
      var passed = trials.stream().filter(ClassifiedTrial::ok).count();
      if (trials.isEmpty()) {
        if (BROWSERS.contains(arm) && applies(target, arm)) {
          untried.add(arm);
        }
      } else if (Share.of(passed, trials.size()).isAtLeastFourFifths()) {
        shown.add(arm);
      }
    }
    return new Evidence(
        FindingKind.SHOWN_FOR,
        Map.of("arms", words(shown), "untried", words(untried)),
        List.of(),
        ComparedVantages.ids(rows),
        0);
  }

  private static boolean applies(Target target, Arm arm) {
    return arm == Arm.OTHER_FAMILY
        ? !target.isAddressLiteral() && target.pinned().isEmpty()
        : target.scheme().encrypted();
  }

  private static String words(List<Arm> arms) {
    return arms.stream().map(Arm::word).collect(Collectors.joining(", "));
  }
}
