package dev.parallax.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Answers any request with 200 and a page. */
final class WelcomePage extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final byte[] PAGE =
      "<!doctype html><title>Welcome</title><p>This site is well.\n".getBytes(UTF_8);

  private final Clock clock;

  WelcomePage(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(PAGE));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, PAGE.length)
        .set(HttpHeaderNames.DATE, date());
    var _ = context.writeAndFlush(response);
  }

  private String date() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable gone) {
    var _ = context.close();
  }
}
