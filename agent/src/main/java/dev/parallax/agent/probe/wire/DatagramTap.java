package dev.parallax.agent.probe.wire;

import dev.parallax.agent.classify.packet.QuicPacket;
import dev.parallax.model.observation.TlsStep;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import java.util.Optional;

/**
 * Observes datagrams below QUIC without changing them: datagrams in each direction, and their ICMP
 * errors.
 */
public final class DatagramTap extends ChannelDuplexHandler {
  /** The events of the tap; each is called on the channel's event loop. */
  public interface Listener {
    /** A version negotiation in answer to our first packet offers no supported version. */
    void refusedVersion(QuicPacket negotiation);

    void unreachable(Throwable cause);
  }

  /** The maximum number of bytes that a trial reads. */
  private static final int RECEIVE_LIMIT = 64 * 1024;

  private final Listener listener;
  private Optional<QuicPacket> first = Optional.empty();
  private long lastSendAt = System.nanoTime();
  private long bytesSent;
  private long bytesReceived;
  private int sent;
  private int received;

  public DatagramTap(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    var content = ((DatagramPacket) message).content();
    if (first.isEmpty()) {
      first = QuicPacket.read(ByteBufUtil.getBytes(content));
    }
    sent++;
    bytesSent += content.readableBytes();
    lastSendAt = System.nanoTime();
    var _ = context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var packet = (DatagramPacket) message;
    received++;
    bytesReceived += packet.content().readableBytes();
    if (bytesReceived > RECEIVE_LIMIT) {
      packet.release();
      return;
    }
    QuicPacket.read(ByteBufUtil.getBytes(packet.content()))
        .filter(answer -> first.filter(answer::refuses).isPresent())
        .ifPresent(listener::refusedVersion);
    context.fireChannelRead(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    listener.unreachable(cause);
  }

  public long lastSendAt() {
    return lastSendAt;
  }

  /** Datagrams where other handshakes have records. */
  public TlsStep.Traffic traffic() {
    return new TlsStep.Traffic(bytesSent, bytesReceived, sent, received, Optional.empty());
  }
}
