package dev.parallax.attack.agent;

import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.EnrolmentClient;
import dev.parallax.agent.link.EnrolmentException;
import dev.parallax.agent.link.LinkChannel;
import dev.parallax.agent.link.LinkTls;
import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.attack.Installation;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.vantage.VantageId;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;

/** An agent enrolled with a real token, over real mutual TLS. */
final class RogueAgent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String vantage;
  private final ManagedChannel channel;

  private RogueAgent(String vantage, ManagedChannel channel) {
    this.vantage = vantage;
    this.channel = channel;
  }

  static RogueAgent enrol(Installation at, String vantage) throws EnrolmentException, SSLException {
    var coordinator = HostPort.parse(at.coordinator());
    var enrolled =
        new EnrolmentClient(LinkRoute.direct(coordinator), PATIENCE)
            .join(JoinToken.parse(at.token()), new VantageId(vantage), Map.of());
    return with(at, enrolled.identity());
  }

  /** With the key and certificate of another agent. */
  static RogueAgent with(Installation at, AgentIdentity identity) throws SSLException {
    return new RogueAgent(
        identity.vantage().name(),
        LinkChannel.open(
            LinkRoute.direct(HostPort.parse(at.coordinator())), LinkTls.mutual(identity)));
  }

  String vantage() {
    return vantage;
  }

  RogueStream stream() {
    return RogueStream.open(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
