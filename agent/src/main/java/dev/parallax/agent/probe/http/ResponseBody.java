package dev.parallax.agent.probe.http;

import dev.parallax.text.Printable;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The beginning of a response's body, up to a limit. */
public final class ResponseBody {
  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean whole;

  /**
   * @param limit in bytes
   */
  public ResponseBody(int limit) {
    this.limit = limit;
  }

  /** Reads a part and leaves it in its buffer. */
  public void read(HttpContent part) {
    var content = part.content();
    var taken = new byte[Math.min(content.readableBytes(), limit - bytes.size())];
    content.getBytes(content.readerIndex(), taken);
    bytes.writeBytes(taken);
    whole = part instanceof LastHttpContent && taken.length == content.readableBytes();
  }

  /** The end of the connection ended the body, or did not. */
  public void endsWithConnection(boolean ends) {
    whole = ends;
  }

  /** Whether these are all bytes of the body. */
  public boolean isWhole() {
    return whole;
  }

  public boolean isFull() {
    return bytes.size() >= limit;
  }

  /** In bytes. */
  public int size() {
    return bytes.size();
  }

  /** The received bytes and the declared length, for a message. */
  public String progress(HttpResponse head) {
    var length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH, "undeclared");
    return ", after %d bytes of a body (declared length: %s)"
        .formatted(size(), Printable.collapsed(length, 20));
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The part that identifies a body: at most {@link HttpText#BODY_LIMIT} bytes. */
  public byte[] beginning() {
    return Arrays.copyOf(bytes(), Math.min(bytes.size(), HttpText.BODY_LIMIT));
  }

  public String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
