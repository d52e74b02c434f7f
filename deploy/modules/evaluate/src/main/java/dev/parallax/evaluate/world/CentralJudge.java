package dev.parallax.evaluate.world;

import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.observation.CentralCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The coordinator's own judgement of a chain: a current bundle, at three clocks. */
public final class CentralJudge {
  private final SimulatedWorld world;
  private final Duration offset;
  private final Map<SimulatedChain, CentralCheck> withoutDate = new HashMap<>();
  private final Map<SimulatedChain, CentralCheck> withDate = new HashMap<>();

  public CentralJudge(SimulatedWorld world, SimulatedVantage place) {
    this.world = world;
    this.offset = place.vantage().clockOffset().orElse(Duration.ZERO);
  }

  public CentralCheck check(SimulatedChain chain, boolean dated) {
    return (dated ? withDate : withoutDate)
        .computeIfAbsent(chain, simulatedChain -> judge(simulatedChain, dated));
  }

  private CentralCheck judge(SimulatedChain chain, boolean dated) {
    var here = chain.judge(SimulatedVantage.Bundle.CURRENT, world.now());
    return new CentralCheck(
        here,
        chain.judge(SimulatedVantage.Bundle.CURRENT, world.now().plus(offset)),
        dated ? Optional.of(new CentralCheck.AtServer(here)) : Optional.empty());
  }
}
