package dev.parallax.agent.probe.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * The client's side of a connection of HTTP/2 (RFC 9113): sends requests without a body, given as
 * {@link Http2Headers}, and passes on the parts of responses as HTTP/1 decoders do.
 */
public final class Http2Client extends Http2ConnectionHandler {
  private Http2Client(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    super(decoder, encoder, settings);
  }

  /**
   * A client for a connection of its own.
   *
   * @param kept makes the header fields of responses
   */
  public static Http2Client keeping(HttpHeadersFactory kept) {
    return new Builder().client(kept);
  }

  /** Whether the response is longer than this agent reads, which is no failure of the server. */
  public static boolean isBeyondLimit(Throwable cause) {
    var found = Http2CodecUtil.getEmbeddedHttp2Exception(cause);
    return found instanceof Http2Exception.HeaderListSizeException
        || (found != null && String.valueOf(found.getMessage()).startsWith("Header size exceeded"));
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof Http2Headers request) {
      int stream = connection().local().incrementAndGetNextStreamId();
      var _ = encoder().writeHeaders(context, stream, request, 0, true, promise);
    } else {
      var _ = context.write(message, promise);
    }
  }

  /** The probe ends the connection; the codec's own answer to the error follows it. */
  @Override
  public void onError(ChannelHandlerContext context, boolean outbound, Throwable cause) {
    context.fireExceptionCaught(cause);
    super.onError(context, outbound, cause);
  }

  private static final class Builder
      extends AbstractHttp2ConnectionHandlerBuilder<Http2Client, Builder> {
    Http2Client client(HttpHeadersFactory kept) {
      return server(false)
          .frameListener(new Http2Responses(kept))
          .initialSettings(
              Http2Settings.defaultSettings()
                  .pushEnabled(false)
                  .maxHeaderListSize(HeadScanner.LONGEST))
          .build();
    }

    @Override
    protected Http2Client build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      return new Http2Client(decoder, encoder, settings);
    }
  }
}
