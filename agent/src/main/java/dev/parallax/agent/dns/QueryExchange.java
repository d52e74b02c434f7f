package dev.parallax.agent.dns;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.policy.Cost;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.agent.socket.Dialer;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.failure.Failure;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One query on a connection of its own. The socket is connected, so that the kernel drops packets
 * from other sources.
 */
// The results of writes and closes are observed as events or by the timeout.
@SuppressWarnings("FutureReturnValueIgnored")
final class QueryExchange {
  private final Asker asker;
  private final Resolver resolver;
  private final Question question;
  private final Ear ear;
  private final ReplyReader reader = new ReplyReader();
  private @Nullable Channel channel;
  private boolean closed;

  /** Receives the result; more than once for a datagram socket. */
  interface Ear {
    void read(QueryExchange from, Reading reading);

    void broke(QueryExchange from, Failure failure);

    /** A limit of this host ended it: its budget, or that of its reader of certificates. */
    void refused(QueryExchange from, GateRefusal refusal);
  }

  /** Opens the connection and sends the query once it is established. */
  QueryExchange(Asker asker, Resolver resolver, Question question, Ear ear) {
    this.asker = asker;
    this.resolver = resolver;
    // Every agent sends the same bytes, so that caches on the path can answer (RFC 8484, section
    // 4.1).
    this.question = resolver.transport() == Transport.DOH ? question.withId(0) : question;
    this.ear = ear;
  }

  Transport transport() {
    return resolver.transport();
  }

  void open() {
    var refusal =
        datagrams() ? Optional.<GateRefusal>empty() : asker.permit().spend(Cost.CONNECTION);
    refusal.ifPresentOrElse(this::refuse, this::dial);
  }

  private void refuse(GateRefusal refusal) {
    if (!closed) {
      ear.refused(this, refusal);
    }
  }

  private void dial() {
    var connecting = connect();
    channel = connecting.channel();
    connecting.addListener(
        ignored -> {
          if (connecting.cause() != null) {
            broke(DnsFailures.connection(transport().scheme(), connecting.cause()));
          }
        });
  }

  /** Sends the query, or repeats it. */
  void send() {
    var open = channel;
    if (open != null && open.isActive()) {
      open.writeAndFlush(question.encode(open.alloc()))
          .addListener(
              sent -> {
                if (sent.cause() != null) {
                  broke(sent.cause());
                }
              });
    }
  }

  void close() {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }

  private ChannelFuture connect() {
    var bootstrap =
        new Bootstrap()
            .group(asker.loop())
            .channel(datagrams() ? EpollDatagramChannel.class : EpollSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel fresh) throws Exception {
                    Carriers.into(fresh, asker, resolver);
                    fresh.pipeline().addLast(new Voice());
                  }
                });
    asker.source(resolver.address()).ifPresent(bootstrap::localAddress);
    return Dialer.connect(bootstrap, asker.permit(), this::refuse);
  }

  private boolean datagrams() {
    return transport() == Transport.UDP;
  }

  private void broke(Throwable cause) {
    ExchangeFailures.ours(cause)
        .ifPresentOrElse(
            this::refuse, () -> broke(ExchangeFailures.of(transport().scheme(), cause)));
  }

  private void broke(Failure failure) {
    if (!closed) {
      ear.broke(this, failure);
    }
  }

  /** The end of the pipeline, at which plain messages arrive. */
  private final class Voice extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (!transport().encrypted()) {
        send();
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (handshake.isSuccess()) {
          send();
        } else {
          broke(handshake.cause());
        }
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        if (!closed && message instanceof ByteBuf bytes) {
          ear.read(QueryExchange.this, reader.read(context, bytes, question));
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      broke(DnsFailures.transport("the resolver closed the connection without a reply"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      broke(cause);
    }
  }
}
