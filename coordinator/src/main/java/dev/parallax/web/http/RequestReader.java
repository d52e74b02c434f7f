package dev.parallax.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Copies the parts for a handler out of Netty's request. */
final class RequestReader {
  private static final int PARAMETERS = 64;

  private RequestReader() {}

  /**
   * The request as a value.
   *
   * @throws IllegalArgumentException when its target or form cannot be decoded, or it does not
   *     contain exactly one host
   */
  static WebRequest read(FullHttpRequest request, Channel channel) {
    var tls = Optional.ofNullable(channel.pipeline().get(SslHandler.class));
    var target = new QueryStringDecoder(request.uri(), UTF_8, true, PARAMETERS);
    if (!target.path().startsWith("/")) {
      throw new IllegalArgumentException("a request's target begins with /");
    }
    if (request.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
      throw new IllegalArgumentException("a request names one host");
    }
    return new WebRequest(
        request.method().name(),
        target.path(),
        first(target.parameters()),
        headers(request),
        form(request),
        json(request),
        tls.flatMap(RequestReader::certificate),
        tls.isPresent(),
        ClientNetwork.of(((InetSocketAddress) channel.remoteAddress()).getAddress()));
  }

  private static Map<String, String> headers(FullHttpRequest request) {
    var headers = new HashMap<String, String>();
    for (var header : request.headers()) {
      headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    return headers;
  }

  private static Map<String, String> form(FullHttpRequest request) {
    var type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    if (!type.startsWith(HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED.toString())) {
      return Map.of();
    }
    var body = request.content().toString(UTF_8);
    return first(new QueryStringDecoder(body, UTF_8, false, PARAMETERS).parameters());
  }

  private static String json(FullHttpRequest request) {
    var type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    return WebRequest.isJson(type) || WebRequest.isReports(type)
        ? request.content().toString(UTF_8)
        : "";
  }

  private static Map<String, String> first(Map<String, List<String>> parameters) {
    var first = new HashMap<String, String>();
    parameters.forEach((name, values) -> first.put(name, values.getFirst()));
    return first;
  }

  private static Optional<X509Certificate> certificate(SslHandler tls) {
    try {
      return Optional.of((X509Certificate) tls.engine().getSession().getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }
}
