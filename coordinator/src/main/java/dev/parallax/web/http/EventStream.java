package dev.parallax.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The server-sent events of one response (WHATWG HTML, section 9.2). Safe for several threads; what
 * is sent after the end, or to a client that is gone, is dropped. A client that does not read is
 * disconnected, and may continue with {@code Last-Event-ID}.
 */
public final class EventStream {
  private static final long MOST_WAITING = 8_000_000;
  private static final int TICK_SECONDS = 10;
  private static final int MOST_STALLS = 3;

  private final Channel channel;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private int stalls;

  EventStream(Channel channel) {
    this.channel = channel;
  }

  /** Keeps the connection through proxies, and ends it when the client does not read. */
  void start() {
    var ticks =
        channel
            .eventLoop()
            .scheduleAtFixedRate(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> ticks.cancel(false));
  }

  private void tick() {
    stalls = waiting.get() > 0 ? stalls + 1 : 0;
    if (stalls >= MOST_STALLS) {
      var _ = channel.close();
    } else {
      write(":\n\n");
    }
  }

  /**
   * Sends an event.
   *
   * @param name one word
   * @param id from which a client continues after a disconnection
   */
  public void send(String name, Optional<String> id, String data) {
    var text = new StringBuilder("event: ").append(name).append('\n');
    id.ifPresent(known -> text.append("id: ").append(known).append('\n'));
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    write(text.append('\n').toString());
  }

  /** Ends the response. */
  public void end() {
    if (!ended.getAndSet(true)) {
      var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void write(String text) {
    if (ended.get() || !channel.isActive()) {
      return;
    }
    var bytes = text.getBytes(UTF_8);
    if (waiting.addAndGet(bytes.length) > MOST_WAITING) {
      var _ = channel.close();
      return;
    }
    channel
        .writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)))
        .addListener(written -> waiting.addAndGet(-bytes.length));
  }
}
