package dev.parallax.agent;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans of handshakes with a server on this host. */
public final class Plans {
  public static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private Plans() {}

  public static ProbePlan of(Duration spacing, ProbeSpec... probes) {
    return new ProbePlan(1, List.of(probes), HelloRecipe.STANDARD, spacing, Duration.ofSeconds(30));
  }

  /** At {@link #LOOPBACK}, without a resolution. */
  public static ProbeSpec pinned(Arm arm, int port, int trials) {
    return probe(arm, Optional.of(LOOPBACK), port, trials);
  }

  /** By a name no resolver knows. */
  public static ProbeSpec named(Arm arm, int port, int trials) {
    return probe(arm, Optional.empty(), port, trials);
  }

  private static ProbeSpec probe(Arm arm, Optional<InetAddress> address, int port, int trials) {
    return ProbeSpec.of(Target.parse("tls://a.test"))
        .as(arm, "")
        .port(port)
        .only(Step.TLS)
        .route(route -> route.via(address))
        .trials(trials)
        .build();
  }
}
