package dev.parallax.attribution;

import static dev.parallax.model.sweep.RoundReason.ADDRESSES_DIFFER;
import static dev.parallax.model.sweep.RoundReason.BREAKS_AFTER_HELLO;
import static dev.parallax.model.sweep.RoundReason.CONNECT_FAILS;
import static dev.parallax.model.sweep.RoundReason.HELLO_MATTERS;
import static dev.parallax.model.sweep.RoundReason.MIXED_RESULTS;
import static dev.parallax.model.sweep.RoundReason.NAME_MATTERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.attribution.nextround.FollowUpRules;
import dev.parallax.model.sweep.RoundReason;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FollowUpRulesTest {
  @Test
  void nothing_whenAllPass() {
    assertEquals(
        Set.of(),
        wanted(
            """
            vantage  base  control  no_sni
            eu-a1    ok    ok       ok
            ap-c     ok@7  ok@7     ok@7
            """));
  }

  @Test
  void delayedHelloAndShapes_whenTheHelloIsCutWhateverTheName() {
    assertEquals(
        Set.of(BREAKS_AFTER_HELLO, HELLO_MATTERS),
        wanted(
            """
            vantage  base   control  no_sni
            eu-a1    reset  reset    reset
            eu-b     reset  reset    reset
            inside   ok     ok       ok
            """));
  }

  @Test
  void notAgain_whenTheArmRan() {
    assertEquals(
        Set.of(),
        wanted(
            """
            vantage  base   control  no_sni  delayed  tls12
            eu-a1    reset  reset    reset   early    reset
            eu-b     reset  reset    reset   early    reset
            inside   ok     ok       ok      ok       ok
            """));
  }

  @Test
  void neutral_whenOnlyTheNameFailsForAllOutside() {
    assertEquals(
        Set.of(MIXED_RESULTS, NAME_MATTERS),
        wanted(
            """
            vantage  base        control  no_sni
            eu-a1    4reset+1ok  ok       ok
            eu-b     reset       ok       ok
            inside   ok          ok       ok
            """));
  }

  @Test
  void addresses_whenTheyDifferAndSomethingFails() {
    assertEquals(
        Set.of(ADDRESSES_DIFFER, CONNECT_FAILS),
        wanted(
            """
            vantage  base       control    no_sni
            eu-a1    refused@9  refused@9  refused@9
            eu-b     ok         ok         ok
            """));
  }

  @Test
  void addresses_whenSomeCannotResolve() {
    assertEquals(
        Set.of(ADDRESSES_DIFFER),
        wanted(
            """
            vantage  base      control   no_sni
            eu-a1    nxdomain  nxdomain  nxdomain
            eu-b     ok        ok        ok
            """));
  }

  @Test
  void nothing_forAnIllVantage() {
    assertEquals(
        Set.of(),
        wanted(
            """
            vantage  base      control   no_sni    reference
            eu-a1    nxdomain  nxdomain  nxdomain  nxdomain
            eu-b     ok        ok        ok        ok
            """));
  }

  private static Set<RoundReason> wanted(String grid) {
    var sweep = Grid.sweep(grid);
    return FollowUpRules.raised(sweep, SweepAnalysis.of(sweep, sweep.targets().getFirst()))
        .keySet();
  }
}
