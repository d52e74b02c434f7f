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
  private static final int MOST_OF_A_NAME = 4;
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

  KeptHeaders() {
    super(
        DefaultHttpHeadersFactory.headersFactory().getNameValidator(),
        DefaultHttpHeadersFactory.headersFactory().getValueValidator());
  }

  public static HttpHeadersFactory factory() {
    return new HttpHeadersFactory() {
      @Override
      public HttpHeaders newHeaders() {
        return new KeptHeaders();
      }

      @Override
      public HttpHeaders newEmptyHeaders() {
        return new KeptHeaders();
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
    return WANTED.contains(name.toLowerCase(Locale.ROOT)) && getAll(name).size() < MOST_OF_A_NAME;
  }
}
