package dev.parallax.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parallax.attribution.Attribution;
import dev.parallax.evaluate.method.ParallaxMethod;
import dev.parallax.evaluate.run.Population;
import dev.parallax.evaluate.score.SweepScore;
import dev.parallax.model.verdict.Blame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated sweeps whose verdict was wrong with p ≥ 0.9 in an earlier version. */
final class MendedSweepsTest {
  /** At the inside vantage 20 of 30 base trials fail by bursts of loss. */
  @Test
  void aTargetThatFailsAtAVantageIsNotHealthy() {
    var drawn = Population.LEFT_OUT.draw(3002, 584);

    var verdict = Attribution.attribute(drawn.sweep(), drawn.results()).verdicts().getFirst();
    assertEquals(Blame.INCONCLUSIVE, verdict.blame());
    assertEquals("20", verdict.evidence().getFirst().parameters().get("failed"));
  }

  /**
   * 73: answers injected for two networks in two regions; over TCP the zone gives them the right
   * address. 111: a public resolver has a former address whose server has an expired certificate,
   * and a vantage has no CA bundle. 307: the zone gives a region a former address, and public
   * resolvers answer for that region. 83: all outside vantages have one resolver, which has a
   * former address with an expired certificate. 169: as 307, and two vantages have no region label.
   * 1377: a vantage of the region that the zone misleads has no region label. 3166: one of two
   * servers behind an address has an expired certificate, and the vantage that meets it has an old
   * CA bundle. 175 and 53: half of the reference sites fail everywhere, and a zone misleads a
   * region, or a carrier blocks a port.
   */
  @ParameterizedTest
  @CsvSource({
    "USERS, 3001, 73, DNS_INJECTION",
    "USERS, 3001, 111, RESOLVER_LIES_OR_FAILS",
    "USERS, 3001, 307, ZONE_FAULT",
    "USERS, 3002, 83, RESOLVER_LIES_OR_FAILS",
    "USERS, 3002, 169, ZONE_FAULT",
    "USERS, 9292, 1377, ZONE_FAULT",
    "USERS, 9292, 3166, CERTIFICATE_INVALID",
    "USERS, 9191, 175, ZONE_FAULT",
    "USERS, 9191, 53, ADDRESS_BLOCK",
  })
  void theDrawnCauseLeads(Population population, long seed, long index, String cause) {
    var drawn = population.draw(seed, index);

    var verdict = Attribution.attribute(drawn.sweep(), drawn.results()).verdicts().getFirst();
    assertEquals(cause, verdict.credibleSet().getFirst().hypothesis().name());

    var judged = new ParallaxMethod().judge(drawn.sweep(), drawn.results());
    assertFalse(SweepScore.of(drawn.world(), drawn.answers(), judged).wrong());
  }
}
