package dev.parallax.attack.coordinator;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackResult;
import java.time.Duration;

/** An attack by the plans of a rogue coordinator on the host of the agent that joined it. */
abstract class PlanAttack implements Attack {
  static final Duration PATIENCE = Duration.ofSeconds(12);

  private final RogueCoordinator coordinator;
  private final String act;

  PlanAttack(RogueCoordinator coordinator, String act) {
    this.coordinator = coordinator;
    this.act = act;
  }

  @Override
  public final String name() {
    return "coordinator/" + act;
  }

  final RogueCoordinator coordinator() {
    return coordinator;
  }

  /** The id of its sweep; it sorts before any of a real coordinator. */
  final String sweep() {
    return "20260101-000000-" + act.replaceAll("[^a-z]", "x").concat("xxxx").substring(0, 4);
  }

  /** The agent's report on the plan, after the effect at the destination. */
  final AttackResult finding(boolean held, String reached) {
    return finding(held, reached, coordinator.reported(sweep()));
  }

  static AttackResult finding(boolean held, String reached, RogueLink.Reported reported) {
    return AttackResult.of(
        held,
        "%s; agent: %d trials ran, %d refused%s"
            .formatted(reached, reported.ran(), reported.refused(), words(reported)));
  }

  private static String words(RogueLink.Reported reported) {
    if (reported.words().isEmpty()) {
      return "";
    }
    var first = reported.words().getFirst().replaceAll("[^ -~]", "?");
    return " (" + (first.length() > 80 ? first.substring(0, 80) + "…" : first) + ")";
  }
}
