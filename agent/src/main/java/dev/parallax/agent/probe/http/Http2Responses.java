package dev.parallax.agent.probe.http;

import dev.parallax.agent.classify.Ending;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;

/** Turns the frames of an HTTP/2 connection into Netty's HTTP objects, response by response. */
final class Http2Responses extends Http2EventAdapter {
  private static final HttpVersion VERSION = new HttpVersion("HTTP", 2, 0, true);
  private static final int FINAL = 200;
  private static final int SHOWN = 100;

  private final HttpHeadersFactory kept;

  /** The stream whose final head was received; its further fields are trailers. */
  private int answered;

  Http2Responses(HttpHeadersFactory kept) {
    this.kept = kept;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    onHeadersRead(context, stream, headers, padding, end);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
      throws Http2Exception {
    if (stream != answered) {
      var response = response(stream, headers);
      if (response.status().code() >= FINAL) {
        answered = stream;
      }
      context.fireChannelRead(response);
    }
    end(context, end);
  }

  private DefaultHttpResponse response(int stream, Http2Headers headers) throws Http2Exception {
    var status = headers.status() == null ? "" : headers.status().toString();
    if (!status.matches("[0-9]{3}")) {
      throw Http2Exception.streamError(
          stream,
          Http2Error.PROTOCOL_ERROR,
          "the pseudo-header :status is three digits, got: %s",
          Printable.collapsed(status, SHOWN));
    }
    var response =
        new DefaultHttpResponse(
            VERSION, HttpResponseStatus.valueOf(Integer.parseInt(status)), kept.newHeaders());
    headers.forEach(field -> response.headers().add(field.getKey(), field.getValue()));
    return response;
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end) {
    int length = data.readableBytes() + padding;
    context.fireChannelRead(new DefaultHttpContent(data.retain()));
    end(context, end);
    return length;
  }

  private static void end(ChannelHandlerContext context, boolean end) {
    if (end) {
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext context, int stream, long error) {
    context.fireUserEventTriggered(
        new StreamEnd(Ending.RESET, "RST_STREAM with the error code " + name(error)));
  }

  /** Without an error the server answers the streams up to the last that it accepted. */
  @Override
  public void onGoAwayRead(ChannelHandlerContext context, int last, long error, ByteBuf debug) {
    if (error != Http2Error.NO_ERROR.code()) {
      var text = Printable.ascii(ByteBufUtil.getBytes(debug), SHOWN);
      context.fireUserEventTriggered(
          new StreamEnd(
              Ending.EOF,
              "GOAWAY with the error code "
                  + name(error)
                  + (text.isEmpty() ? "" : " and the text " + text)));
    }
  }

  private static String name(long error) {
    var known = Http2Error.valueOf(error);
    return known == null ? Long.toString(error) : known.name();
  }
}
