package dev.parallax.agent.plan;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.exchange.Request;
import dev.parallax.model.plan.ProbeSpec;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials of a plan's probes. A probe has them only when its scheme, host and port are
 * those of the credentials; the prober follows no redirect of such a probe to another origin.
 */
final class PlanCredentials {
  private PlanCredentials() {}

  /** The probe with the field {@code Authorization} in place of the name. */
  static ProbeSpec added(ProbeSpec probe, Map<String, OriginCredentials> known) {
    return of(probe, known).map(found -> with(probe, found.authorization())).orElse(probe);
  }

  /** Why a probe that names credentials cannot run; empty when it can. */
  static Optional<String> missing(ProbeSpec probe, Map<String, OriginCredentials> known) {
    return of(probe, known).isPresent()
        ? Optional.empty()
        : probe
            .exchange()
            .request()
            .credentials()
            .map(
                name ->
                    "expected the credentials "
                        + name
                        + " for "
                        + origin(probe)
                        + ", got none with the plan");
  }

  /** The result without the secret in any text that the server chose. */
  static ProbeResult removed(
      ProbeResult result, ProbeSpec probe, Map<String, OriginCredentials> known) {
    return of(probe, known)
        .map(found -> HiddenSecret.of(found.authorization()).removed(result))
        .orElse(result);
  }

  private static Optional<OriginCredentials> of(
      ProbeSpec probe, Map<String, OriginCredentials> known) {
    return probe
        .exchange()
        .request()
        .credentials()
        .flatMap(name -> Optional.ofNullable(known.get(name)))
        .filter(found -> found.origin().equals(origin(probe)) && probe.judgeCertificate());
  }

  private static String origin(ProbeSpec probe) {
    return OriginCredentials.origin(probe.scheme(), probe.host(), probe.port());
  }

  private static ProbeSpec with(ProbeSpec probe, HeaderField authorization) {
    var exchange = probe.exchange();
    var headers = new ArrayList<>(exchange.request().headers());
    headers.add(authorization);
    return probe
        .but()
        .exchanging(
            new Exchange(
                new Request(exchange.request().method(), headers), exchange.expectations()))
        .build();
  }
}
