package dev.parallax.agent.dns;

import dev.parallax.model.endpoint.Resolver;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/** Messages as the bodies of POST requests and their responses (RFC 8484, section 4). */
final class HttpsMessages extends MessageToMessageCodec<FullHttpResponse, ByteBuf> {
  private static final String MEDIA_TYPE = "application/dns-message";
  private static final int HTTPS = 443;

  private final Resolver resolver;

  HttpsMessages(Resolver resolver) {
    this.resolver = resolver;
  }

  @Override
  protected void encode(ChannelHandlerContext context, ByteBuf message, List<Object> out) {
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, resolver.path(), message.retain());
    var headers = request.headers();
    headers.set(HttpHeaderNames.HOST, authority());
    headers.set(HttpHeaderNames.CONTENT_TYPE, MEDIA_TYPE);
    headers.set(HttpHeaderNames.ACCEPT, MEDIA_TYPE);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, message.readableBytes());
    out.add(request);
  }

  @Override
  protected void decode(
      ChannelHandlerContext context, FullHttpResponse response, List<Object> out) {
    var wrong = wrong(response);
    if (wrong.isPresent()) {
      context.fireExceptionCaught(new CarrierException(wrong.get()));
    } else {
      out.add(response.content().retain());
    }
  }

  private static Optional<String> wrong(FullHttpResponse response) {
    if (response.decoderResult().isFailure()) {
      return Optional.of("not HTTP: " + Printable.message(response.decoderResult().cause()));
    }
    if (!response.status().equals(HttpResponseStatus.OK)) {
      return Optional.of("HTTP status " + response.status().code());
    }
    var type = Optional.ofNullable(HttpUtil.getMimeType(response)).map(CharSequence::toString);
    return type.filter(MEDIA_TYPE::equalsIgnoreCase).isPresent()
        ? Optional.empty()
        : Optional.of("content type " + Printable.collapsed(type.orElse("missing"), 80));
  }

  private String authority() {
    var name = resolver.name().orElseThrow();
    return resolver.port() == HTTPS ? name : name + ":" + resolver.port();
  }
}
