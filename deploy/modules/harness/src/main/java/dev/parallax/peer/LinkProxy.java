package dev.parallax.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP proxy on loopback between a client and a server, which disturbs the connections through it.
 * It does not read what it forwards.
 */
public final class LinkProxy {
  private final InetSocketAddress server;
  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
  private final CopyOnWriteArrayList<Leg> legs = new CopyOnWriteArrayList<>();
  private final AtomicReference<Flow> flow = new AtomicReference<>(Flow.FORWARDED);

  private LinkProxy(InetSocketAddress server) {
    this.server = server;
  }

  /** What becomes of the bytes that arrive. */
  public enum Flow {
    FORWARDED,
    /** Bytes from the client wait; those from the server are forwarded. */
    CLIENT_HELD,
    /** Bytes from the server wait; those from the client are forwarded. */
    SERVER_HELD,
    /** Bytes of both are lost. New connections are accepted and lead nowhere. */
    SWALLOWED
  }

  /** A proxy and the address at which it listens. */
  public record Listening(LinkProxy proxy, InetSocketAddress address) {}

  /** Listens on a free port of 127.0.0.1. */
  public static Listening start(PeerLoop loop, InetSocketAddress server) throws IOException {
    var proxy = new LinkProxy(server);
    var at = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    return new Listening(proxy, loop.listen(at, proxy::accept));
  }

  /** Resets every connection on both sides. */
  public void cut() {
    for (var channel : channels) {
      Relay.reset(channel);
    }
  }

  /** Changes the flow of all connections. */
  public void flow(Flow next) {
    flow.set(next);
    legs.forEach(Leg::passHeld);
  }

  private void accept(Channel client) {
    client.config().setAutoRead(false);
    var fromServer = new Leg(Flow.SERVER_HELD, client);
    var connecting = PeerLoop.connect(client.eventLoop(), server, fromServer);
    connecting.addListener(
        done -> {
          var upstream = connecting.channel();
          if (done.isSuccess() && client.isActive()) {
            var fromClient = new Leg(Flow.CLIENT_HELD, upstream);
            client.pipeline().addLast(fromClient);
            channels.addAll(List.of(client, upstream));
            legs.addAll(List.of(fromClient, fromServer));
            client.config().setAutoRead(true);
          } else {
            Relay.reset(client);
            var _ = upstream.close();
          }
        });
  }

  /** One direction of a connection; both directions of it run on one thread. */
  private final class Leg extends ChannelInboundHandlerAdapter {
    private final Flow holding;
    private final Deque<Object> held = new ArrayDeque<>();
    private final Channel other;

    private Leg(Flow holding, Channel other) {
      this.holding = holding;
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      var now = flow.get();
      if (now == Flow.SWALLOWED) {
        ReferenceCountUtil.release(bytes);
      } else if (now == holding) {
        held.addLast(bytes);
      } else {
        pass();
        var _ = other.writeAndFlush(bytes);
      }
    }

    private void passHeld() {
      other.eventLoop().execute(this::pass);
    }

    private void pass() {
      while (flow.get() != holding && !held.isEmpty()) {
        var _ = other.writeAndFlush(held.removeFirst());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      channels.remove(context.channel());
      legs.remove(this);
      held.forEach(ReferenceCountUtil::release);
      held.clear();
      var _ = other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
      Relay.reset(other);
      var _ = context.close();
    }
  }
}
