package dev.parallax.attack.agent;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import java.util.Map;

/** A Hello with 3.8 MB of facts. */
public final class OversizedFacts extends AgentAttack {
  private static final int CHARACTERS = 3_800_000;
  private static final int MOST_KEPT = 64 * 1024;

  public OversizedFacts() {
    super("facts");
  }

  @Override
  Map<String, String> facts() {
    return Map.of("os", "x".repeat(CHARACTERS));
  }

  @Override
  String sent() {
    return "a Hello with 3.8 MB of facts";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    int most =
        evidence.mixedReports().stream()
            .flatMap(report -> report.path("vantages").valueStream())
            .filter(vantage -> vantage.path("name").asText().equals(vantage()))
            .mapToInt(vantage -> vantage.path("facts").toString().length())
            .max()
            .orElse(0);
    return AttackResult.of(
        most <= MOST_KEPT, "%,d characters of facts in a report, %s".formatted(most, ending()));
  }
}
