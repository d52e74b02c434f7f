package dev.parallax.agent.dns;

import dev.parallax.model.endpoint.Resolver;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import java.util.List;

/** After the TLS handshake: HTTP/2 or HTTP/1.1 as negotiated by ALPN; HTTP/1.1 without ALPN. */
final class HttpsCarrier extends ApplicationProtocolNegotiationHandler {
  static final List<String> PROTOCOLS =
      List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);

  private static final int LONGEST_LINE = 1024;
  private static final int LONGEST_HEADERS = 8192;

  private final Resolver resolver;

  HttpsCarrier(Resolver resolver) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.resolver = resolver;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext context, String protocol) {
    boolean two = protocol.equals(ApplicationProtocolNames.HTTP_2);
    context.pipeline().addAfter(context.name(), "messages", new HttpsMessages(resolver));
    if (two) {
      context.pipeline().addAfter(context.name(), "http", Http2Carrier.client());
    } else {
      http1(context);
    }
  }

  /** Errors of the handshake are reported to the listener and not logged here. */
  @Override
  protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {}

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.fireExceptionCaught(cause);
  }

  private static void http1(ChannelHandlerContext context) {
    context
        .pipeline()
        .addAfter(context.name(), "body", new HttpObjectAggregator(Carriers.LONGEST_MESSAGE))
        .addAfter(
            context.name(),
            "http",
            new HttpClientCodec(LONGEST_LINE, LONGEST_HEADERS, LONGEST_HEADERS));
  }
}
