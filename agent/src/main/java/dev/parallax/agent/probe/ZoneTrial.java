package dev.parallax.agent.probe;

import dev.parallax.agent.dns.Resolved;
import dev.parallax.agent.dns.zone.ZoneAccess;
import dev.parallax.agent.dns.zone.ZoneResolution;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.probe.trial.ClientSubnets;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.plan.Arm;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The resolution of a trial of {@link Arm#AUTHORITATIVE}. */
final class ZoneTrial {
  private ZoneTrial() {}

  static CompletableFuture<Resolved> run(TrialContext trial) {
    var variant = trial.spec().variant();
    return Stream.of(Transport.UDP, Transport.TCP)
        .filter(transport -> transport.scheme().equals(variant))
        .findFirst()
        .map(over -> new ZoneResolution(access(trial), over, trial.spec().host()).run())
        .orElseGet(() -> CompletableFuture.completedFuture(unsupported(variant)));
  }

  private static Resolved unsupported(String variant) {
    var said = "the variant of " + Arm.AUTHORITATIVE.word() + " is udp or tcp, got: " + variant;
    return Resolved.refused(new GateRefusal(NotRunReason.UNSUPPORTED, "variant", said));
  }

  /** The answers of name servers from before a limit of this host stay recorded. */
  static Steps kept(Resolved resolved) {
    return resolved.step().trace().zone().isEmpty() ? Steps.NONE : Steps.of(resolved.step());
  }

  private static ZoneAccess access(TrialContext trial) {
    var around = trial.around();
    return new ZoneAccess(
        around.config().resolver(),
        around.gate(),
        trial::asker,
        trial.loop(),
        around.random(),
        trial.stepTimeout(),
        around.config().nameServerPort(),
        ClientSubnets.of(around.config()));
  }
}
