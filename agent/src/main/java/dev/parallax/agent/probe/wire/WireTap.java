package dev.parallax.agent.probe.wire;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.SocketErrors;
import dev.parallax.agent.classify.handshake.RecordReader;
import dev.parallax.model.observation.TlsStep.Alert;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Observes a connection below all other handlers without changing it: bytes, records and alerts in
 * each direction, the first bytes, and the end. The TLS results of a probe rest on these
 * observations and not on the messages of the engine.
 */
// Failed writes are reported; for other writes only their effect counts.
@SuppressWarnings("FutureReturnValueIgnored")
public final class WireTap extends ChannelDuplexHandler {
  /** The events of the tap; each is called on the channel's event loop. */
  public interface Listener {
    void connected();

    /** Bytes arrived, and the handlers above have processed them. */
    void arrived();

    void ended(Ending ending, String detail);
  }

  /** The maximum number of bytes that a trial reads from one connection. */
  static final int RECEIVE_LIMIT = 64 * 1024;

  /**
   * The same once TLS records arrive: 100 KiB of certificates, the limit of TLS clients, and the
   * rest.
   */
  static final int TLS_LIMIT = 112 * 1024;

  private static final int HELLO_LIMIT = 18 * 1024;
  private static final int FIRST_BYTES = 64;
  private static final long UNREAD_GRACE_MILLIS = 20;

  private final Listener listener;
  private RecordReader sentRecords = new RecordReader(false);
  private RecordReader receivedRecords = new RecordReader(true);
  private final ByteArrayOutputStream firstSent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream firstReceived = new ByteArrayOutputStream();
  private long connectAt;
  private long connectedAt;
  private long lastSendAt;
  private long bytesSent;
  private long bytesReceived;
  private long sentBefore;
  private long receivedBefore;
  private int allowed;
  private Optional<Throwable> writeFailure = Optional.empty();

  public WireTap(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      SocketAddress local,
      ChannelPromise promise) {
    connectAt = System.nanoTime();
    context.connect(remote, local, promise);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connectedAt = System.nanoTime();
    lastSendAt = connectedAt;
    context.fireChannelActive();
    listener.connected();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    var bytes = (ByteBuf) message;
    int length = bytes.readableBytes();
    bytes.forEachByte(bytes.readerIndex(), length, this::sent);
    context.write(
        message,
        promise
            .unvoid()
            .addListener(
                written -> {
                  if (written.isSuccess()) {
                    bytesSent += length;
                    lastSendAt = System.nanoTime();
                  } else {
                    writeFailed(context, written.cause());
                  }
                }));
  }

  /**
   * Data that the peer sent before it reset the connection may still be unread: read events take
   * precedence, and the failed write counts only without them.
   */
  private void writeFailed(ChannelHandlerContext context, Throwable cause) {
    writeFailure = Optional.of(writeFailure.orElse(cause));
    context.executor().schedule(() -> ended(cause), UNREAD_GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var bytes = (ByteBuf) message;
    bytesReceived += bytes.readableBytes();
    bytes.forEachByte(this::received);
    context.fireChannelRead(message);
    listener.arrived();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      finished();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finished();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ended(cause);
  }

  private void finished() {
    writeFailure.ifPresentOrElse(this::ended, () -> listener.ended(Ending.EOF, "end of stream"));
  }

  private void ended(Throwable cause) {
    listener.ended(SocketErrors.ending(cause).orElse(Ending.RESET), Printable.message(cause));
  }

  private boolean sent(byte next) {
    sentRecords.read(next);
    if (firstSent.size() < HELLO_LIMIT) {
      firstSent.write(next);
    }
    return true;
  }

  private boolean received(byte next) {
    receivedRecords.read(next);
    if (firstReceived.size() < FIRST_BYTES) {
      firstReceived.write(next);
    }
    return true;
  }

  public long connectNanos() {
    return connectedAt - connectAt;
  }

  public long sinceConnectCall() {
    return System.nanoTime() - connectAt;
  }

  public long lastSendAt() {
    return lastSendAt;
  }

  /** TLS begins: cleartext bytes no longer count, except for the limit. */
  public void restart() {
    sentRecords = new RecordReader(false);
    receivedRecords = new RecordReader(true);
    firstSent.reset();
    firstReceived.reset();
    sentBefore = bytesSent;
    receivedBefore = bytesReceived;
  }

  /** Since the connect or the last restart. */
  public long bytesSent() {
    return bytesSent - sentBefore;
  }

  /** Since the connect or the last restart. */
  public long bytesReceived() {
    return bytesReceived - receivedBefore;
  }

  /** Whether we have not sent a byte since the connect. */
  public boolean isUnused() {
    return bytesSent == 0;
  }

  /** Whether more came than may be read; see {@link #allow}. */
  public boolean isFull() {
    return bytesReceived > limit();
  }

  /** Reads as many bytes more from now on, whatever came before. */
  public void allow(int more) {
    allowed = Math.toIntExact(bytesReceived + more);
  }

  /** The maximum number of bytes that are read, by what came until now. */
  public int limit() {
    boolean tls = receivedRecords.records() > 0 && !receivedRecords.isNotTls();
    return Math.max(allowed, tls ? TLS_LIMIT : RECEIVE_LIMIT);
  }

  public RecordReader sentRecords() {
    return sentRecords;
  }

  public RecordReader receivedRecords() {
    return receivedRecords;
  }

  public byte[] firstSent() {
    return firstSent.toByteArray();
  }

  public byte[] firstReceived() {
    return firstReceived.toByteArray();
  }

  /** The last plaintext alert; the peer's before ours, since ours may only answer it. */
  public Optional<Alert> alert() {
    return receivedRecords.alert().or(sentRecords::alert);
  }
}
