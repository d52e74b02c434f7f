package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.config.Act;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ArmInputs;
import dev.parallax.model.plan.ArmProbes;
import dev.parallax.model.plan.ProbeSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The opt-in of big answers covers the target and a neutral server, each under its own name. */
final class BigAnswerConsentTest {
  private static final Target TARGET = Target.parse("https://shop.example.org");
  private static final Target NEUTRAL = Target.parse("https://neutral.example.net");
  private static final Consent GIVEN = new Consent(Set.of(Act.BIG_ANSWER));

  @Test
  void withoutTheOptIn_noBigAnswerRuns() {
    var none = new Consent(Set.of(Act.REAL_SNI_AT_NEUTRAL, Act.TTL_WALK));
    for (var probe : probes()) {
      var refusal = none.refusal(probe).orElseThrow();
      assertTrue(refusal.contains("big_answer"), refusal);
    }
  }

  @Test
  void withTheOptIn_targetAndNeutralServerAreAsked() {
    assertEquals(List.of("", NEUTRAL.name()), probes().stream().map(ProbeSpec::variant).toList());
    for (var probe : probes()) {
      assertEquals(Optional.empty(), GIVEN.refusal(probe));
    }
  }

  @Test
  void targetsNameAtTheNeutralServer_needsItsOwnOptIn() {
    var neutral = probes().getLast().but().serverName(TARGET.serverName()).build();

    assertTrue(GIVEN.refusal(neutral).orElseThrow().contains("real_sni_at_neutral"));
  }

  @Test
  void otherArms_areNotCovered() {
    var other = probes().getLast().but().as(Arm.BASE, "").build();

    assertTrue(GIVEN.refusal(other).orElseThrow().contains("real_sni_at_neutral"));
  }

  @Test
  void schemesWithoutHttp_haveNoBigAnswer() {
    for (var target : List.of("tls://shop.example.org", "smtp://mail.example.org")) {
      assertEquals(List.of(), new ArmProbes(Target.parse(target), known()).of(Arm.BIG_ANSWER));
    }
  }

  private static List<ProbeSpec> probes() {
    return new ArmProbes(TARGET, known()).of(Arm.BIG_ANSWER);
  }

  private static ArmInputs known() {
    return new ArmInputs("www.example.com", List.of(), Optional.of(NEUTRAL), List.of(), 16);
  }
}
