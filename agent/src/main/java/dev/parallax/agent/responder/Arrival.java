package dev.parallax.agent.responder;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.SocketErrors;
import dev.parallax.agent.classify.handshake.ArrivedHello;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection from another agent, observed below all other handlers: received and sent bytes,
 * and the side that ended it. The first end counts. Runs on its channel's event loop.
 */
// The results of closes and writes arrive as events.
@SuppressWarnings("FutureReturnValueIgnored")
final class Arrival extends ChannelDuplexHandler {
  private static final int HELLO_LIMIT = 18 * 1024;

  private final InetSocketAddress peer;
  private final int port;
  private final long startedAt = System.nanoTime();
  private ByteArrayOutputStream first = new ByteArrayOutputStream();
  private Optional<ArrivedHello> hello = Optional.empty();
  private Sighting.ConnectionEnd ending = Sighting.ConnectionEnd.OPEN;
  private boolean leaving;
  private long endedAt;
  private long bytesReceived;
  private long bytesSent;

  Arrival(InetSocketAddress peer, int port) {
    this.peer = peer;
    this.port = port;
  }

  long startedAt() {
    return startedAt;
  }

  long bytesReceived() {
    return bytesReceived;
  }

  boolean isOver() {
    return ending != Sighting.ConnectionEnd.OPEN;
  }

  /** From now on only reads from the peer; the end was caused by this side. */
  void leave() {
    leaving = true;
  }

  void end(Sighting.ConnectionEnd how) {
    if (!isOver()) {
      ending =
          leaving && how != Sighting.ConnectionEnd.RESET_HERE
              ? Sighting.ConnectionEnd.CLOSED_HERE
              : how;
      endedAt = System.nanoTime();
      first = new ByteArrayOutputStream(0);
    }
  }

  Sighting sighting(VantageId self, int round) {
    return new SightedConnection(peer, port, hello, bytesReceived, bytesSent)
        .by(
            self,
            round,
            Sighting.Means.RESPONDER,
            ending,
            ending == Sighting.ConnectionEnd.RESET_HERE ? 1 : 0,
            Duration.ofNanos((isOver() ? endedAt : System.nanoTime()) - startedAt));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var bytes = (ByteBuf) message;
    bytesReceived += bytes.readableBytes();
    readHello(bytes);
    context.fireChannelRead(message);
  }

  private void readHello(ByteBuf bytes) {
    if (hello.isEmpty() && first.size() < HELLO_LIMIT && !isOver()) {
      var copy = new byte[Math.min(bytes.readableBytes(), HELLO_LIMIT)];
      bytes.getBytes(bytes.readerIndex(), copy);
      first.writeBytes(copy);
      hello = ArrivedHello.of(first.toByteArray());
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    int length = ((ByteBuf) message).readableBytes();
    context.write(
        message,
        promise
            .unvoid()
            .addListener(
                written -> {
                  if (written.isSuccess()) {
                    bytesSent += length;
                  } else if (isReset(written.cause())) {
                    broken(context, Sighting.ConnectionEnd.RESET_BY_PEER);
                  }
                }));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      end(Sighting.ConnectionEnd.CLOSED_BY_PEER);
      context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(Sighting.ConnectionEnd.CLOSED_BY_PEER);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken(
        context,
        isReset(cause) ? Sighting.ConnectionEnd.RESET_BY_PEER : Sighting.ConnectionEnd.CLOSED_HERE);
  }

  private void broken(ChannelHandlerContext context, Sighting.ConnectionEnd how) {
    end(how);
    context.close();
  }

  private static boolean isReset(Throwable cause) {
    return SocketErrors.ending(cause).filter(Ending.RESET::equals).isPresent();
  }
}
