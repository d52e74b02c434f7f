package dev.parallax.report;

import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.Vantage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fixture with one text in every field that a target or an agent controls. */
public final class Hostile {
  public static final String TEXT =
      "\"'><script>alert(1)</script></script>-->]]>&amp;\u202eevil\u2028\u001b[31m\u0000";

  private Hostile() {}

  public static Sweep sweep(String text) {
    var fixture = Fixture.sweep();
    return new Sweep(
        fixture.id(),
        fixture.startedAt(),
        fixture.took(),
        fixture.deadlineHit(),
        fixture.vantages().stream().map(vantage -> vantage(vantage, text)).toList(),
        fixture.rounds(),
        fixture.coverage(),
        fixture.targets().stream().map(results -> results(results, text)).toList());
  }

  private static Vantage vantage(Vantage one, String text) {
    return new Vantage(one.id(), Map.of("asn", text), text, one.clockOffset(), Map.of("os", text));
  }

  private static TargetResults results(TargetResults one, String text) {
    var seen = one.observations().stream().map(each -> observation(each, text)).toList();
    return new TargetResults(one.target(), one.inside(), seen);
  }

  private static Observation observation(Observation one, String text) {
    var steps = one.steps();
    var tls =
        steps
            .tls()
            .map(
                step ->
                    new TlsStep(
                        step.hello(),
                        step.agreed(),
                        step.chain().stream().map(leaf -> leaf(leaf, text)).toList(),
                        step.staple(),
                        step.central(),
                        step.certificateRequested(),
                        step.alert(),
                        step.traffic(),
                        step.sinceLastSend(),
                        step.took()));
    return one.with(
        new Steps(steps.dns(), steps.tcp(), tls, steps.http().map(step -> http(step, text))));
  }

  private static CertificateFacts leaf(CertificateFacts one, String text) {
    return new CertificateFacts(
        one.sha256(),
        text,
        text,
        Collections.nCopies(2_000, text),
        one.notBefore(),
        one.notAfter(),
        one.key(),
        one.signature(),
        Bytes.copyOf(new byte[0]));
  }

  private static HttpStep http(HttpStep one, String text) {
    return new HttpStep(
        one.version(),
        one.status(),
        Map.of("server", text),
        List.of(),
        one.bodyHash(),
        Optional.of(text),
        one.took());
  }
}
