package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.SendingBudget;
import dev.parallax.agent.probe.trial.FollowedRedirects;
import dev.parallax.agent.probe.trial.JudgedChains;
import dev.parallax.agent.probe.trial.OpenAttempts;
import dev.parallax.agent.probe.trial.SourcePorts;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.log.LogContext;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Log lines of a trial's event loop name the sweep and the vantage. */
@Timeout(60)
@Isolated
final class TrialLogTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(TrialLogTest.class);

  @Test
  void defectOnTheEventLoop_isLoggedWithSweepAndVantage() throws Exception {
    var lines = new KeptLines();
    lines.start();
    LOG.addAppender(lines);
    LOG.setAdditive(false);
    var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try {
      var loop = group.next();
      TrialContext trial;
      try (var _ = LogContext.of(new SweepId("20260131-120000-k3x9"), new VantageId("eu-1"))) {
        trial = trial(loop);
      }
      loop.submit(() -> trial.logDefect(LOG, "a trial", new IllegalStateException("defect")))
          .get(20, TimeUnit.SECONDS);
      loop.submit(() -> LOG.info("afterwards")).get(20, TimeUnit.SECONDS);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
      LOG.detachAppender(lines);
    }
    assertEquals(
        List.of(Map.of("sweep", "20260131-120000-k3x9", "vantage", "eu-1"), Map.of()),
        lines.list.stream().map(ILoggingEvent::getMDCPropertyMap).toList());
  }

  /** Each line with the context of the thread that logs it. */
  private static final class KeptLines extends ListAppender<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent line) {
      line.prepareForDeferredProcessing();
      super.append(line);
    }
  }

  private static TrialContext trial(EventLoop loop) {
    var around =
        new TrialContext.Surroundings(
            Probes.config(),
            new Gate(Probes.LOCAL, SendingBudget.ample()),
            Clock.systemUTC(),
            new SecureRandom(),
            Runnable::run,
            new JudgedChains(new ByteBudget(ByteBudget.EIGHTH_OF_HEAP)),
            new OpenAttempts(),
            new SourcePorts(),
            new FollowedRedirects());
    var spec = Arms.base(Target.parse("shop.example.com")).build();
    return new TrialContext(spec, HelloRecipe.STANDARD, Duration.ofSeconds(1), loop, around);
  }
}
