package dev.parallax.agent.probe.warmup;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.BrowserHello;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Complete probes, name resolution included, against a server of this process. */
public final class ProbeWarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeWarmUp.class);
  private static final int PROBES = 20;
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(8);

  /** How a probe is run. */
  public interface Probes {
    CompletableFuture<List<ProbeResult>> probe(
        ProbeSpec spec, HelloRecipe hello, Duration stepTimeout);
  }

  private ProbeWarmUp() {}

  /** The number of successful probes. */
  public static int run(
      EventLoopGroup group,
      Function<TrialContext.Surroundings, Probes> probes,
      TrialContext.Surroundings around) {
    int warm = 0;
    try (var server = WarmUpServer.start(group)) {
      var local = probes.apply(local(around, server));
      long end = System.nanoTime() + LONGEST.toNanos();
      for (int i = 0; i < PROBES && System.nanoTime() < end; i++) {
        var results =
            local
                .probe(spec(server, i), HelloRecipe.STANDARD, STEP)
                .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        warm += results.getFirst().outcome() instanceof Outcome.Ok ? 1 : 0;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | WarmUpServer.Unavailable cold) {
      LOG.warn("not warmed up, first timings will be too long: {}", cold.toString());
    }
    return warm;
  }

  private static TrialContext.Surroundings local(
      TrialContext.Surroundings around, WarmUpServer server) {
    return new TrialContext.Surroundings(
        new ProberConfig(Optional.empty(), server.resolver(), List.of(server.certificate())),
        new Gate(Policy.of(List.of(Cidr.parse("127.0.0.0/8"))), SendingBudget.ample()),
        around.clock(),
        around.random(),
        around.judges(),
        around.chains(),
        around.open(),
        around.ports(),
        around.redirects());
  }

  private static final Target TARGET = Target.parse("https://" + WarmUpServer.NAME);

  /** Most probes as at the start of a sweep, and ClientHellos by hand with every kind of key. */
  private static ProbeSpec spec(WarmUpServer server, int number) {
    var arm = number % 4 == 3 ? Arms.browser(TARGET, BrowserHello.CHROME) : ProbeSpec.of(TARGET);
    return arm.port(server.address().getPort()).build();
  }
}
