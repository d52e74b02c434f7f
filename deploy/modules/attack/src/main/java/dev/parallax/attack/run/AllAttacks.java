package dev.parallax.attack.run;

import dev.parallax.attack.Attack;
import dev.parallax.attack.agent.ForgedHelloHash;
import dev.parallax.attack.agent.ForgedSightings;
import dev.parallax.attack.agent.HostileCertificate;
import dev.parallax.attack.agent.HostileDurations;
import dev.parallax.attack.agent.LateObservations;
import dev.parallax.attack.agent.ObservationFlood;
import dev.parallax.attack.agent.ObservationsBeforeHello;
import dev.parallax.attack.agent.OversizedFacts;
import dev.parallax.attack.agent.OversizedTargetName;
import dev.parallax.attack.agent.ResponderAtSink;
import dev.parallax.attack.agent.StolenIdentity;
import dev.parallax.attack.agent.UnaskedObservations;
import dev.parallax.attack.coordinator.DnsFlood;
import dev.parallax.attack.coordinator.ForeignNames;
import dev.parallax.attack.coordinator.LineEnds;
import dev.parallax.attack.coordinator.MillionTrials;
import dev.parallax.attack.coordinator.OwnAddresses;
import dev.parallax.attack.coordinator.PortScan;
import dev.parallax.attack.coordinator.RogueCoordinator;
import dev.parallax.attack.coordinator.Vanishing;
import dev.parallax.attack.coordinator.WatchedStrangers;
import dev.parallax.attack.stranger.HalfRequests;
import dev.parallax.attack.stranger.HealthWatches;
import dev.parallax.attack.stranger.HeldEnrolments;
import dev.parallax.attack.stranger.IdleConnections;
import dev.parallax.attack.stranger.MalformedRenewals;
import dev.parallax.attack.stranger.RapidReset;
import dev.parallax.attack.stranger.SlowHandshakes;
import dev.parallax.attack.stranger.WrongBearers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The attacks of one run.
 *
 * @param together run at the same time
 * @param inTurn run in sequence, in parallel with the others: they share one agent
 */
record AllAttacks(List<Attack> together, List<Attack> inTurn) implements AutoCloseable {
  AllAttacks {
    together = List.copyOf(together);
    inTurn = List.copyOf(inTurn);
  }

  /**
   * The attacks by rogue agents and strangers; their listeners are open when this returns.
   *
   * @param log of the coordinator
   * @param robbedLives whether the agent whose key is stolen still runs
   */
  static List<Attack> onTheCoordinator(Path log, BooleanSupplier robbedLives) throws IOException {
    return new ArrayList<>(
        List.of(
            new HostileCertificate(),
            new OversizedTargetName(),
            new ObservationFlood(),
            new UnaskedObservations(),
            new ObservationsBeforeHello(),
            new LateObservations(),
            new HostileDurations(),
            new OversizedFacts(),
            new ResponderAtSink(),
            new ForgedHelloHash(),
            new ForgedSightings(),
            new StolenIdentity(robbedLives),
            new HeldEnrolments(),
            new RapidReset(),
            new IdleConnections(),
            new SlowHandshakes(),
            new HealthWatches(),
            new MalformedRenewals(log),
            new HalfRequests(),
            new WrongBearers()));
  }

  /**
   * The attacks by a rogue coordinator, in an order in which each leaves a working agent to the
   * next.
   */
  static List<Attack> onAnAgent(RogueCoordinator coordinator, DnsFlood flood) throws IOException {
    return List.of(
        new LineEnds(coordinator),
        new OwnAddresses(coordinator),
        new ForeignNames(coordinator),
        new WatchedStrangers(coordinator),
        flood,
        new PortScan(coordinator),
        new MillionTrials(coordinator),
        new Vanishing(coordinator));
  }

  AllAttacks only(Predicate<Attack> wanted) {
    return new AllAttacks(
        together.stream().filter(wanted).toList(), inTurn.stream().filter(wanted).toList());
  }

  Stream<Attack> stream() {
    return Stream.concat(together.stream(), inTurn.stream());
  }

  @Override
  public void close() {
    stream().forEach(Attack::close);
  }
}
