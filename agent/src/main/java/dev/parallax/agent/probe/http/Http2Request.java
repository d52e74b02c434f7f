package dev.parallax.agent.probe.http;

import dev.parallax.model.exchange.Method;
import dev.parallax.model.plan.ProbeSpec;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Locale;
import java.util.Set;

/** The head of a request by HTTP/2 (RFC 9113, section 8.3.1). */
public final class Http2Request {
  /** Connection-specific header fields, which HTTP/2 forbids (RFC 9113, section 8.2.2). */
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  private Http2Request() {}

  /** The same request as {@link RequestText#of}. */
  public static Http2Headers of(ProbeSpec spec, Method method, String path, Cookies cookies) {
    var headers =
        new DefaultHttp2Headers(false)
            .method(method.name())
            .scheme(spec.scheme().encrypted() ? "https" : "http")
            .authority(HttpText.host(spec))
            .path(HttpText.path(path));
    for (var field : RequestText.fields(spec)) {
      var name = field.name().toLowerCase(Locale.ROOT);
      if (!OF_CONNECTION.contains(name)) {
        headers.add(name, field.value());
      }
    }
    if (method == Method.POST) {
      headers.add("content-length", "0");
    }
    var pairs = cookies.pairs();
    return pairs.isEmpty() ? headers : headers.add("cookie", pairs);
  }
}
