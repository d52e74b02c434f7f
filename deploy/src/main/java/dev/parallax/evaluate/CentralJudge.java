package dev.parallax.evaluate;

import dev.parallax.model.CentralCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The coordinator's own judgement of a chain: a current bundle, at three clocks. */
final class CentralJudge {
  private final World world;
  private final Duration offset;
  private final Map<Chain, CentralCheck> withoutDate = new HashMap<>();
  private final Map<Chain, CentralCheck> withDate = new HashMap<>();

  CentralJudge(World world, Place place) {
    this.world = world;
    this.offset = place.vantage().clockOffset().orElse(Duration.ZERO);
  }

  CentralCheck check(Chain chain, boolean dated) {
    return (dated ? withDate : withoutDate).computeIfAbsent(chain, one -> judge(one, dated));
  }

  private CentralCheck judge(Chain chain, boolean dated) {
    var here = chain.judge(Place.Bundle.CURRENT, world.now());
    return new CentralCheck(
        here,
        chain.judge(Place.Bundle.CURRENT, world.now().plus(offset)),
        dated ? Optional.of(new CentralCheck.AtServer(here)) : Optional.empty());
  }
}
