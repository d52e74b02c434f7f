package dev.parallax.agent.plan;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Steps;
import java.util.Optional;

/**
 * Content of an internal page stays on this host: of a response from an address that only {@code
 * --allow} permits, hash and title of the body are reported only with the owner's consent.
 */
final class PrivateBody {
  private PrivateBody() {}

  static ProbeResult withheld(ProbeResult result, Consent consent) {
    boolean inside = result.address().flatMap(Policy.PUBLIC::checkAddress).isPresent();
    if (!inside || consent.to(Act.PRIVATE_BODY) || result.steps().http().isEmpty()) {
      return result;
    }
    return result.with(without(result.steps()));
  }

  private static Steps without(Steps steps) {
    return new Steps(
        steps.dns(),
        steps.tcp(),
        steps.tls(),
        steps.http().map(PrivateBody::without),
        steps.path(),
        steps.packets());
  }

  private static HttpStep without(HttpStep http) {
    return new HttpStep(
        http.version(),
        http.status(),
        http.headers(),
        http.redirects(),
        "",
        Optional.empty(),
        http.took(),
        http.notes(),
        http.received(),
        http.redirectEnd());
  }
}
