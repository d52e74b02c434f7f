package dev.parallax.agent.socket;

import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.policy.Permit;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DatagramChannel;
import java.util.function.Consumer;

/** The one place where channels are connected to what a plan names. */
public final class Dialer {
  private Dialer() {}

  /**
   * Connects to the permit's address; what leaves is paid from the permit. To be called on the
   * bootstrap's event loop.
   *
   * @param refused called once at most, on the event loop, when something could not be paid; it and
   *     what follows is not sent
   */
  public static ChannelFuture connect(
      Bootstrap bootstrap, Permit permit, Consumer<GateRefusal> refused) {
    var connecting = bootstrap.connect(permit.remote());
    var channel = connecting.channel();
    if (channel instanceof DatagramChannel) {
      channel.pipeline().addFirst(new DeferredClose());
    }
    channel.pipeline().addFirst(new Meter(permit, refused));
    return connecting;
  }
}
