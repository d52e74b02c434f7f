package dev.parallax.agent.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.LoopbackPeer;
import dev.parallax.agent.Plans;
import dev.parallax.agent.RealRunner;
import dev.parallax.agent.host.HostSnapshot;
import dev.parallax.agent.link.FakeCoordinator;
import dev.parallax.agent.link.RunningLink;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.plan.AssignedPlans;
import dev.parallax.agent.plan.Consent;
import dev.parallax.agent.plan.PlanSightings;
import dev.parallax.agent.plan.ProbingRules;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.agent.state.Pause;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose facts change between two plans of one connection. */
class HostWatchTest {
  private static final ProberConfig CONFIG =
      new ProberConfig(Optional.empty(), new InetSocketAddress(Plans.LOOPBACK, 9), List.of());
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private volatile Map<String, String> facts = Map.of("resolver", "192.0.2.1");

  @Test
  void changedFacts_areSentBeforeThePlansObservations_onceAndAgainOnTheNextStream()
      throws Exception {
    var uplink = new Uplink();
    var self = new VantageId("eu-a-1");
    try (var real = new RealRunner();
        var peer = LoopbackPeer.resetting();
        var coordinator = new FakeCoordinator()) {
      var watch =
          new HostWatch(
              this::snapshot,
              snapshot(),
              Map.of("opt_in", "none"),
              config -> assertEquals(CONFIG, config),
              uplink::factsChanged);
      var plans =
          new AssignedPlans(
              self,
              real.runner(prober -> watch.run()),
              new PlanSightings(self, new Consent(Set.of()), Optional::empty),
              uplink,
              ProbingRules.of(new Pause(folder)),
              real.grace(LONG));
      try (var _ = new RunningLink(coordinator, uplink, plans, Clock.systemUTC())) {
        var stream = coordinator.welcomed();
        stream.assign("one", plan(peer.port()), LONG);
        assertTrue(stream.take().hasObservation());
        assertTrue(stream.take().hasPlanFinished());

        facts = Map.of("resolver", "192.0.2.2");
        stream.assign("two", plan(peer.port()), LONG);
        var changed = Map.of("resolver", "192.0.2.2", "opt_in", "none");
        assertEquals(changed, stream.take().getCurrentFacts().getFactsMap());
        assertTrue(stream.take().hasObservation());
        assertTrue(stream.take().hasPlanFinished());
        assertEquals(changed, watch.facts());

        stream.end(Status.UNAVAILABLE);
        var next = coordinator.welcomed();
        assertEquals(changed, next.take().getCurrentFacts().getFactsMap());
      }
    }
  }

  private HostSnapshot snapshot() {
    return new HostSnapshot(CONFIG, facts);
  }

  private static byte[] plan(int port) {
    return Wire.planBytes(Plans.of(Duration.ZERO, Plans.pinned(Arm.BASE, port, 1)));
  }
}
