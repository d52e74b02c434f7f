package dev.parallax.agent.responder;

import dev.parallax.agent.path.capture.CapturedPacket;
import java.net.InetSocketAddress;

/** The end that began a connection and the end at the watched port. */
record Flow(InetSocketAddress from, InetSocketAddress to) {
  static Flow of(CapturedPacket captured) {
    var packet = captured.packet();
    return captured.incoming()
        ? new Flow(packet.source(), packet.destination())
        : new Flow(packet.destination(), packet.source());
  }
}
