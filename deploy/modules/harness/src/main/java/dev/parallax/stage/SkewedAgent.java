package dev.parallax.stage;

import dev.parallax.agent.AgentMain;
import java.time.Clock;
import java.time.Duration;

/** An agent on a host whose clock is ten years behind. */
final class SkewedAgent {
  private static final Duration BEHIND = Duration.ofDays(-3_652);

  private SkewedAgent() {}

  public static void main(String[] args) {
    System.exit(AgentMain.run(args, Clock.offset(Clock.systemUTC(), BEHIND)));
  }
}
