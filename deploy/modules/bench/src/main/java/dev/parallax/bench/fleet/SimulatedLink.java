package dev.parallax.bench.fleet;

import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.link.CoordinatorLink;
import dev.parallax.agent.link.CoordinatorOrders;
import dev.parallax.agent.link.LinkChannel;
import dev.parallax.agent.link.LinkTls;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.model.value.SweepId;
import dev.parallax.supervision.ServiceManager;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** The link of one agent, whose plans have generated trials. */
final class SimulatedLink implements CoordinatorLink.ChannelDialer, CoordinatorOrders {
  private final HostPort coordinator;
  private final AgentIdentity identity;
  private final FleetFigures figures;
  private final Supplier<Conduct> conduct;
  private final ScheduledExecutorService timer;
  private final Uplink uplink = new Uplink();
  private final CoordinatorLink link;
  private final AtomicBoolean open = new AtomicBoolean();
  private volatile Optional<ManagedChannel> channel = Optional.empty();

  /**
   * @param number seeds the jitter of its reconnects
   * @param conduct of the next plan
   * @param timer at which its trials end
   */
  SimulatedLink(
      HostPort coordinator,
      AgentIdentity identity,
      int number,
      FleetFigures figures,
      Supplier<Conduct> conduct,
      ScheduledExecutorService timer) {
    this.coordinator = coordinator;
    this.identity = identity;
    this.figures = figures;
    this.conduct = conduct;
    this.timer = timer;
    this.link =
        new CoordinatorLink(
            this,
            uplink,
            this,
            Map::of,
            Clock.systemUTC(),
            new SplittableRandom(number),
            ServiceManager.none());
  }

  /** Connects, and keeps the link until {@link #stop} or a final refusal. */
  void run() {
    try {
      if (link.run() instanceof CoordinatorLink.End.Refused(var detail)) {
        System.err.println(identity.vantage() + " is refused: " + detail);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    link.stop();
  }

  @Override
  public ManagedChannel dial() {
    try {
      var dialled = LinkChannel.open(LinkRoute.direct(coordinator), LinkTls.mutual(identity));
      channel = Optional.of(dialled);
      return dialled;
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS 1.3 cannot be set up on this host", impossible);
    }
  }

  @Override
  public void coordinatorTime(Instant now) {
    // Certificates are valid for longer than a run.
  }

  @Override
  public void refused(Status status) {
    // The link tries again.
  }

  @Override
  public void assigned(AssignedPlan assigned) {
    switch (conduct.get()) {
      case HEALTHY -> execute(assigned);
      case SILENT -> {
        // It sends nothing.
      }
      case DISCONNECTING -> {
        var trials = execute(assigned);
        var half = trials.get(trials.size() / 2).end();
        var _ =
            timer.schedule(
                () -> channel.ifPresent(ManagedChannel::shutdownNow),
                half.toNanos(),
                TimeUnit.NANOSECONDS);
      }
    }
  }

  private List<GeneratedTrials.Timed> execute(AssignedPlan assigned) {
    long arrival = System.nanoTime();
    var trials = GeneratedTrials.of(assigned, identity.vantage());
    for (var trial : trials) {
      var _ =
          timer.schedule(
              () -> uplink.observed(trial.observation()),
              trial.end().toNanos(),
              TimeUnit.NANOSECONDS);
    }
    var _ =
        timer.schedule(
            () -> {
              uplink.planFinished(assigned.sweep(), assigned.plan().round(), List.of());
              figures.finished(System.nanoTime() - arrival);
            },
            trials.getLast().end().toNanos() + 1,
            TimeUnit.NANOSECONDS);
    return trials;
  }

  @Override
  public void cancelled(SweepId sweep) {
    // The trials that remain are refused as late.
  }

  @Override
  public void sightingsWanted(SweepId sweep, int round, Set<String> clientRandoms) {
    uplink.sighted(sweep, round, List.of());
  }

  /** Of no use: it knows a single coordinator. */
  @Override
  public Duration idle() {
    return Duration.ZERO;
  }

  @Override
  public void drained() {
    // The benchmark drains no agent.
  }

  @Override
  public void connected() {
    if (!open.getAndSet(true)) {
      figures.connected();
    }
  }

  @Override
  public void disconnected() {
    if (open.getAndSet(false)) {
      figures.disconnected();
    }
  }
}
