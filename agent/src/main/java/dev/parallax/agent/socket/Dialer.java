package dev.parallax.agent.socket;

import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.policy.Permit;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DatagramChannel;
import java.util.function.Consumer;

/** The only place that connects channels to the addresses of a plan. */
public final class Dialer {
  private Dialer() {}

  /**
   * Connects to the permit's address; sent bytes are charged to the permit. To be called on the
   * bootstrap's event loop.
   *
   * @param refused called at most once, on the event loop, when the budget is exhausted; this and
   *     further bytes are not sent
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
