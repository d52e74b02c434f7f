package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.nextround.ProbeUtility;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.NextProbe;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The proposals for the next round, with their vantages. */
final class NextRoundTest {
  private static final String DROPPED_ON_ONE_NETWORK =
      """
      vantage  base     control  no_sni   reference
      eu-a1    ok       ok       ok       ok
      eu-b     ok       ok       ok       ok
      us-d     ok       ok       ok       ok
      us-e     ok       ok       ok       ok
      us-f     ok       ok       ok       ok
      ap-c1    timeout  timeout  timeout  ok
      ap-c2    timeout  timeout  timeout  ok
      ap-g     ok       ok       ok       ok
      inside   ok       ok       ok       ok
      """;

  private static final TrialCost CHEAP = (arm, reason) -> 3;

  @Test
  void nothing_whenAllPass() {
    assertEquals(List.of(), asked(Grid.sweep("vantage base\neu-a1 ok\nus-b ok\nap-c ok"), CHEAP));
  }

  @Test
  void theArmsThatTellABlockedAddressFromARouteThatIsGone() {
    var arms = arms(asked(Grid.sweep(DROPPED_ON_ONE_NETWORK), CHEAP));

    assertTrue(arms.contains(Arm.SIBLING_ADDRESS), arms::toString);
    assertTrue(arms.contains(Arm.OTHER_PORT), arms::toString);
    assertFalse(arms.contains(Arm.SPLIT_HELLO), "no cause predicts anything for it");
  }

  @Test
  void theBestFirst_eachWorthAtLeastTheLeast() {
    for (var question : asked(Grid.sweep(DROPPED_ON_ONE_NETWORK), CHEAP)) {
      assertTrue(question.bits() >= ProbeUtility.LEAST_BITS, question::toString);
    }
  }

  @Test
  void failingOnes_controlsElsewhere_andInside() {
    var where =
        asked(Grid.sweep(DROPPED_ON_ONE_NETWORK), CHEAP).stream()
            .filter(question -> question.arm() == Arm.SIBLING_ADDRESS)
            .flatMap(question -> question.vantages().stream())
            .map(VantageId::name)
            .collect(Collectors.toSet());

    assertTrue(where.contains("ap-c1") && where.contains("inside"), where::toString);
    assertTrue(where.stream().filter(name -> !name.startsWith("ap")).count() >= 3, where::toString);
  }

  @Test
  void ofManyVantages_aFewAnswerForAll() {
    var rows =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    (i < 150 ? "ap-c" + "ghijklm".charAt(i % 7) : "eu-n" + "opqrstu".charAt(i % 7))
                        + i)
            .map(name -> name + (name.startsWith("ap") ? " timeout timeout ok" : " ok ok ok"))
            .collect(Collectors.joining("\n"));
    var questions = asked(Grid.sweep("vantage base control reference\n" + rows), CHEAP);

    assertFalse(questions.isEmpty());
    for (var question : questions) {
      int most = question.arm() == Arm.TRACEROUTE ? 70 : 30;
      assertTrue(question.vantages().size() <= most, question::toString);
    }
  }

  @Test
  void whatWasAnswered_isNotAskedAgain() {
    var before = Grid.sweep(DROPPED_ON_ONE_NETWORK);
    var answered =
        Grid.sweep(
            """
            vantage  base     control  no_sni   reference  sibling_address  other_port
            eu-a1    ok       ok       ok       ok         2refused         2ok
            eu-b     ok       ok       ok       ok         2refused         2ok
            us-d     ok       ok       ok       ok         .                .
            us-e     ok       ok       ok       ok         2refused         2ok
            us-f     ok       ok       ok       ok         .                .
            ap-c1    timeout  timeout  timeout  ok         2timeout         2timeout
            ap-c2    timeout  timeout  timeout  ok         2timeout         2timeout
            ap-g     ok       ok       ok       ok         2refused         2ok
            inside   ok       ok       ok       ok         .                .
            """);

    assertTrue(arms(asked(before, CHEAP)).contains(Arm.SIBLING_ADDRESS));
    assertFalse(arms(asked(answered, CHEAP)).contains(Arm.SIBLING_ADDRESS));
  }

  @Test
  void whatCannotBeRun_isNotAsked() {
    TrialCost nothing = (arm, reason) -> 0;

    assertEquals(List.of(), asked(Grid.sweep(DROPPED_ON_ONE_NETWORK), nothing));
  }

  @Test
  void whatCostsMoreThanItTells_isNotAsked() {
    TrialCost dear = (arm, reason) -> arm == Arm.BASE || arm == Arm.REFERENCE ? 0 : 5_000;

    assertEquals(List.of(), asked(Grid.sweep(DROPPED_ON_ONE_NETWORK), dear));
  }

  @Test
  void letInOnceThenKeptOut_everyoneWhoSawItIsAskedAgain() {
    var rows =
        IntStream.range(0, 30)
            .mapToObj(i -> "eu-n" + "abcdefghij".charAt(i % 10) + i + " 1ok+4refused ok")
            .collect(Collectors.joining("\n"));
    var again =
        asked(
                Grid.sweep("vantage base reference\n" + rows),
                (arm, reason) -> arm == Arm.BASE ? 30 : 0)
            .stream()
            .filter(question -> question.reason() == RoundReason.MIXED_RESULTS)
            .toList();

    assertEquals(1, again.size());
    assertEquals(30, again.getFirst().vantages().size());
  }

  @Test
  void sameSweep_sameQuestions() {
    var sweep = Grid.sweep(DROPPED_ON_ONE_NETWORK);
    var turned = Grid.with(sweep, Grid.observations(sweep).reversed());

    assertEquals(asked(sweep, CHEAP), asked(turned, CHEAP));
  }

  @Test
  void oneNetworkOfTheRegion_aSecondOneWouldTell_byHowMuch() {
    var lacking =
        lacking(
            """
            vantage  base   control  no_sni  reference
            eu-a1    ok     ok       ok      ok
            eu-b     ok     ok       ok      ok
            us-e     ok     ok       ok      ok
            ap-c1    reset  ok       ok      ok
            ap-c2    reset  ok       ok      ok
            """);
    var second =
        lacking.stream()
            .filter(one -> one.why() == NextProbe.Why.NEEDS_SECOND_NETWORK)
            .findFirst()
            .orElseThrow();

    assertEquals("ap", second.parameters().get("region"));
    assertTrue(second.gain() > 0.1, second::toString);
  }

  private static List<NextProbe> lacking(String grid) {
    var sweep = Grid.sweep(grid);
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst().nextProbes();
  }

  private static List<ProposedProbe> asked(Sweep sweep, TrialCost price) {
    return NextRound.of(sweep, sweep.targets().getFirst()).proposedProbes(price);
  }

  private static List<Arm> arms(List<ProposedProbe> questions) {
    return questions.stream().map(ProposedProbe::arm).toList();
  }
}
