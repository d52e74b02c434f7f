package dev.parallax.agent;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.plan.Consent;
import dev.parallax.agent.plan.LinkGrace;
import dev.parallax.agent.plan.PlanRunner;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.Prober;
import dev.parallax.agent.probe.trial.ProberConfig;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** A runner over real sockets of the loopback, with a resolver that is not there. */
public final class RealRunner implements AutoCloseable {
  private static final int DISCARD = 9;

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final Prober prober =
      new Prober(
          new ProberConfig(
              Optional.empty(), new InetSocketAddress(Plans.LOOPBACK, DISCARD), List.of()),
          Policy.of(List.of(Cidr.parse("127.0.0.0/8"))),
          Clock.systemUTC());

  public PlanRunner runner(Act... optedIn) {
    return runner(config -> {}, optedIn);
  }

  /** Before each plan {@code host} may change the prober's configuration. */
  public PlanRunner runner(Consumer<Prober> host, Act... optedIn) {
    return new PlanRunner(
        prober, () -> host.accept(prober), new Consent(Set.of(optedIn)), scheduler, new Random(1));
  }

  public LinkGrace grace(Duration length) {
    return new LinkGrace(scheduler, length);
  }

  @Override
  public void close() {
    if (!scheduler.isShutdown()) {
      scheduler.shutdownNow();
      prober.close();
    }
  }
}
