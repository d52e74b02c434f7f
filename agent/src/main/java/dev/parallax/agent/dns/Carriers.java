package dev.parallax.agent.dns;

import dev.parallax.model.endpoint.Resolver;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import java.util.List;
import javax.net.ssl.SSLException;

/** Handlers between the socket and plain DNS messages, for each transport. */
final class Carriers {
  /** No honest answer about addresses is longer, signatures included. */
  static final int LONGEST_MESSAGE = 16 * 1024;

  private static final int LONGEST_DATAGRAM = 4096;
  private static final int LENGTH_BYTES = 2;

  private Carriers() {}

  static void into(Channel channel, Asker asker, Resolver resolver) throws SSLException {
    switch (resolver.transport()) {
      case UDP -> datagrams(channel);
      case TCP -> framed(channel);
      case DOT -> {
        channel.pipeline().addLast(ResolverTls.client(asker, resolver, channel, List.of("dot")));
        framed(channel);
      }
      case DOH -> {
        channel
            .pipeline()
            .addLast(ResolverTls.client(asker, resolver, channel, HttpsCarrier.PROTOCOLS))
            .addLast(new HttpsCarrier(resolver));
      }
    }
  }

  private static void datagrams(Channel channel) {
    channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(LONGEST_DATAGRAM));
    channel.pipeline().addLast(new Unwrap());
  }

  /** Each message preceded by its length (RFC 1035, section 4.2.2). */
  private static void framed(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new LengthFieldBasedFrameDecoder(LONGEST_MESSAGE, 0, LENGTH_BYTES, 0, LENGTH_BYTES),
            new LengthFieldPrepender(LENGTH_BYTES));
  }

  private static final class Unwrap extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.fireChannelRead(
          message instanceof DatagramPacket packet ? packet.content() : message);
    }
  }
}
