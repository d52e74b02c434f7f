package dev.parallax.agent.probe.http;

import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The received bytes of one response before they are decoded: the first of them, and their head.
 */
public final class ResponseStart {
  private static final int KEPT = 64;

  private final boolean http2;
  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private final HeadScanner head = new HeadScanner();
  private final ByteProcessor scan =
      next -> {
        head.read(next);
        return true;
      };
  private long count;

  /**
   * Before the first byte.
   *
   * @param http2 whether the request was sent by HTTP/2, whose decoder checks the bytes
   */
  public ResponseStart(boolean http2) {
    this.http2 = http2;
  }

  /** Reads the bytes and leaves them in the buffer. */
  public void read(ByteBuf bytes) {
    var copy = new byte[Math.min(bytes.readableBytes(), KEPT - first.size())];
    bytes.getBytes(bytes.readerIndex(), copy);
    first.writeBytes(copy);
    count += bytes.readableBytes();
    if (!http2) {
      bytes.forEachByte(scan);
    }
  }

  /** Whether no byte was received. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Whether the head is longer than an agent reads. */
  public boolean isBeyondLimit() {
    return head.isBeyondLimit();
  }

  /** Whether the bytes cannot be the beginning of a response of HTTP/1. */
  public boolean isUnlikeHttp() {
    if (http2) {
      return false;
    }
    var text = first.toString(StandardCharsets.ISO_8859_1);
    return !text.startsWith(HttpText.VERSION) && !HttpText.VERSION.startsWith(text);
  }

  public boolean isHttp2() {
    return HttpFailures.isHttp2(first.toByteArray());
  }

  /** The failure of a server whose bytes are not those of HTTP. */
  public Failure unlikeHttp() {
    return HttpFailures.unlike(first.toByteArray(), count);
  }

  /** The first bytes in printable characters. */
  private String beginning() {
    return Printable.ascii(first.toByteArray(), KEPT);
  }

  /** The received part of a response, as the end of a sentence. */
  public String progress() {
    var shown = isEmpty() || http2 ? "" : ": " + beginning();
    return "; received " + count + " bytes" + (http2 ? " by HTTP/2" : "") + shown;
  }

  /** The notes on the head so far. */
  public Set<HttpNote> notes() {
    return head.notes();
  }
}
