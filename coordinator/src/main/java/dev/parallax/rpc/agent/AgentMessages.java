package dev.parallax.rpc.agent;

import com.google.protobuf.ByteString;
import dev.parallax.fleet.Assignment;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.value.SweepId;
import dev.parallax.v1.Cancel;
import dev.parallax.v1.CollectSightings;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Drain;
import dev.parallax.v1.Heartbeat;
import dev.parallax.v1.Welcome;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The coordinator's messages to an agent, encoded for its stream. */
final class AgentMessages {
  private AgentMessages() {}

  /**
   * The answer to an accepted Hello.
   *
   * @param now by the coordinator's clock
   * @param coordinators {@code HOST:PORT} of every coordinator of the fleet
   */
  static CoordinatorMessage welcome(Instant now, List<String> coordinators) {
    return CoordinatorMessage.newBuilder()
        .setWelcome(
            Welcome.newBuilder()
                .setContract(Contract.VERSION)
                .setCoordinatorVersion(Contract.release())
                .setCoordinatorTime(Wire.toProto(now))
                .addAllCoordinators(coordinators))
        .build();
  }

  /** An assignment; the order of its ports is ascending. */
  static CoordinatorMessage assignment(Assignment assignment) {
    var message =
        dev.parallax.v1.Assignment.newBuilder()
            .setSweepId(assignment.sweep().value())
            .setPlan(ByteString.copyFrom(assignment.plan().toArray()))
            .setStartAfter(Wire.toProto(assignment.startAfter()))
            .setDeadline(Wire.toProto(assignment.deadline()))
            .setHandshakeInterval(Wire.toProto(assignment.handshakeInterval()));
    assignment
        .routes()
        .forEach(
            (target, route) -> message.putRoutes(target, ByteString.copyFrom(route.getAddress())));
    assignment.credentials().forEach((name, each) -> message.putCredentials(name, encoded(each)));
    assignment.watchPorts().stream().sorted().forEach(message::addWatchPorts);
    return CoordinatorMessage.newBuilder().setAssignment(message).build();
  }

  private static dev.parallax.v1.OriginCredentials encoded(OriginCredentials credentials) {
    return dev.parallax.v1.OriginCredentials.newBuilder()
        .setOrigin(credentials.origin())
        .setAuthorization(credentials.authorization().value())
        .build();
  }

  static CoordinatorMessage cancel(SweepId sweep) {
    return CoordinatorMessage.newBuilder()
        .setCancel(Cancel.newBuilder().setSweepId(sweep.value()))
        .build();
  }

  /**
   * A request for the sightings of a round.
   *
   * @param clientRandoms of the connections of the round, lower-case hex
   */
  static CoordinatorMessage collectSightings(SweepId sweep, int round, Set<String> clientRandoms) {
    var wanted = CollectSightings.newBuilder().setSweepId(sweep.value()).setRound(round);
    clientRandoms.forEach(random -> wanted.addClientRandoms(ByteString.fromHex(random)));
    return CoordinatorMessage.newBuilder().setCollectSightings(wanted).build();
  }

  static CoordinatorMessage drain() {
    return CoordinatorMessage.newBuilder().setDrain(Drain.getDefaultInstance()).build();
  }

  /**
   * A heartbeat.
   *
   * @param pace of the fleet, by which the agent adapts its waits
   */
  static CoordinatorMessage heartbeat(long sequence, FleetPace pace) {
    return CoordinatorMessage.newBuilder()
        .setHeartbeat(
            Heartbeat.newBuilder()
                .setSequence(sequence)
                .setInterval(Wire.toProto(pace.interval()))
                .setReconnectSpread(Wire.toProto(pace.reconnectSpread())))
        .build();
  }
}
