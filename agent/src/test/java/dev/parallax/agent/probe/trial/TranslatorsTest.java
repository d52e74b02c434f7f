package dev.parallax.agent.probe.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.DnsPeer;
import dev.parallax.agent.probe.Leaks;
import dev.parallax.agent.probe.Prober;
import dev.parallax.agent.probe.Probes;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A network whose resolver synthesizes IPv6 addresses for names without (RFC 7050). */
@ExtendWith(Leaks.class)
class TranslatorsTest {
  @Test
  void afterTheWarmUp_addressesBehindTheTranslatorAreJudged() throws Exception {
    try (var dns =
            DnsPeer.of(
                query ->
                    List.of(
                        query.asksA()
                            ? query.reply(0x8180, DnsPeer.record("192.0.0.170"))
                            : query.reply(0x8180, DnsPeer.record("2606:4700:64::192.0.0.170"))));
        var prober =
            new Prober(
                new ProberConfig(Optional.empty(), dns.address(), List.of()),
                Policy.of(List.of()),
                Clock.systemUTC())) {
      prober.warmUp();
      assertEquals(
          "not_run:refused_by_policy", Probes.word(Probes.one(prober, to("::a9fe:a9fe"), 300)));
      assertEquals(
          "not_run:refused_by_policy", Probes.word(Probes.one(prober, to("::7f00:1"), 300)));
    }
  }

  private static ProbeSpec to(String end) {
    var address = InetAddress.ofLiteral("2606:4700:64" + end);
    return Arms.base(new Target(Scheme.TLS, Probes.HOST, 443, Optional.of(address), "/")).build();
  }
}
