package dev.parallax.starved;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real agent process that runs for 5 ms of each 100 ms. */
@Isolated
final class StarvedAgentTest {
  private static final int PERCENT = 5;

  @ParameterizedTest
  @EnumSource
  @Timeout(240)
  void starvedAgent_reportsNoOutcomeThatAnIdleAgentDoesNotReport(LoopbackTarget.Kind kind)
      throws Exception {
    var additional = StarvedAgent.compare(new AgentSweep(2, 1), kind, 1, PERCENT, System.out);

    assertEquals(List.of(), additional);
  }
}
