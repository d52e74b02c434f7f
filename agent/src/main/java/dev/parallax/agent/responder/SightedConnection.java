package dev.parallax.agent.responder;

import dev.parallax.agent.classify.handshake.ArrivedHello;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection that arrived at this host.
 *
 * @param port the port of this host
 * @param received bytes from the peer
 * @param sent bytes to the peer
 */
record SightedConnection(
    InetSocketAddress peer, int port, Optional<ArrivedHello> hello, long received, long sent) {
  Sighting by(
      VantageId self,
      int round,
      Sighting.Means means,
      Sighting.ConnectionEnd ending,
      int resetsSent,
      Duration duration) {
    return new Sighting(
        self,
        round,
        means,
        peer.getAddress(),
        peer.getPort(),
        port,
        hello.map(ArrivedHello::random).orElse(""),
        hello.flatMap(ArrivedHello::serverName),
        hello.map(ArrivedHello::hash).orElse(""),
        received,
        sent,
        ending,
        resetsSent,
        duration);
  }
}
