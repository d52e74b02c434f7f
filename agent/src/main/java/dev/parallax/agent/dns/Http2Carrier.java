package dev.parallax.agent.dns;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandler;
import io.netty.handler.codec.http2.InboundHttp2ToHttpAdapterBuilder;

/** Requests and responses over HTTP/2; errors are passed to the handlers as well. */
final class Http2Carrier extends HttpToHttp2ConnectionHandler {
  private static final int LONGEST_HEADERS = 8192;

  private Http2Carrier(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    super(decoder, encoder, settings, false, true, HttpScheme.HTTPS);
  }

  static Http2Carrier client() {
    return new Builder().client();
  }

  @Override
  public void onError(ChannelHandlerContext context, boolean outbound, Throwable cause) {
    super.onError(context, outbound, cause);
    context.fireExceptionCaught(cause);
  }

  private static final class Builder
      extends AbstractHttp2ConnectionHandlerBuilder<Http2Carrier, Builder> {
    Http2Carrier client() {
      var connection = new DefaultHttp2Connection(false);
      return frameListener(
              new InboundHttp2ToHttpAdapterBuilder(connection)
                  .maxContentLength(Carriers.LONGEST_MESSAGE)
                  .build())
          .connection(connection)
          .initialSettings(
              Http2Settings.defaultSettings().pushEnabled(false).maxHeaderListSize(LONGEST_HEADERS))
          .build();
    }

    @Override
    protected Http2Carrier build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      return new Http2Carrier(decoder, encoder, settings);
    }
  }
}
