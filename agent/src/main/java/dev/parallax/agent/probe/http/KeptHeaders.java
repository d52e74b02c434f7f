package dev.parallax.agent.probe.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import java.util.Locale;
import java.util.Set;

/**
 * The header fields that an exchange uses: thousands of tiny fields would otherwise take twenty
 * times their size on the wire.
 */
public final class KeptHeaders extends DefaultHttpHeaders {
  private static final DefaultHttpHeadersFactory UNCHECKED =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);

  private static final int MOST_OF_A_NAME = 4;
  private static final int MOST_COOKIES = 20;
  private static final Set<String> WANTED =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "location",
          "sec-websocket-accept",
          "sec-websocket-extensions",
          "server",
          "set-cookie",
          "transfer-encoding",
          "upgrade",
          "via");

  private final Set<String> more;

  /** Not validated: browsers take what a strict parser refuses, and nothing here is sent on raw. */
  KeptHeaders(Set<String> more) {
    super(UNCHECKED.getNameValidator(), UNCHECKED.getValueValidator());
    this.more = more;
  }

  /**
   * Makes empty fields.
   *
   * @param more lower-case names kept besides
   */
  public static HttpHeadersFactory factory(Set<String> more) {
    return new HttpHeadersFactory() {
      @Override
      public HttpHeaders newHeaders() {
        return new KeptHeaders(more);
      }

      @Override
      public HttpHeaders newEmptyHeaders() {
        return new KeptHeaders(more);
      }
    };
  }

  @Override
  public HttpHeaders add(String name, Object value) {
    return isKept(name) ? super.add(name, value) : this;
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    return isKept(name.toString()) ? super.add(name, value) : this;
  }

  private boolean isKept(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    int most = lower.equals("set-cookie") ? MOST_COOKIES : MOST_OF_A_NAME;
    return (WANTED.contains(lower) || more.contains(lower)) && getAll(name).size() < most;
  }
}
