package dev.parallax.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.installer.Installer;
import dev.parallax.installer.InstallerPage;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.stream.ChunkedFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the first request of a connection with a page of the installer, then closes the
 * connection. A package is read as fast as the peer receives it, so that memory is bounded.
 */
final class InstallerHandler extends SimpleChannelInboundHandler<HttpObject> {
  private static final Logger log = LoggerFactory.getLogger(InstallerHandler.class);
  private static final int CHUNK = 16 * 1_024;
  private static final String RETRY_SECONDS = "10";

  private final Connection connection;
  private final Downloads downloads;
  private final Installer installer;
  private boolean answered;

  InstallerHandler(Connection connection, Downloads downloads, Installer installer) {
    this.connection = connection;
    this.downloads = downloads;
    this.installer = installer;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (answered || !(message instanceof HttpRequest request)) {
      return;
    }
    answered = true;
    if (request.decoderResult().isFailure()) {
      text(context, HttpResponseStatus.BAD_REQUEST, "expected a request of HTTP/1.1\n");
    } else if (!request.method().equals(HttpMethod.GET)) {
      text(context, HttpResponseStatus.METHOD_NOT_ALLOWED, "expected GET\n");
    } else {
      answer(context, request.uri());
    }
  }

  private void answer(ChannelHandlerContext context, String path) {
    var page = installer.page(path);
    if (page.isEmpty()) {
      text(context, HttpResponseStatus.NOT_FOUND, "not served here\n");
      return;
    }
    switch (page.get()) {
      case InstallerPage.Text(var content) -> text(context, HttpResponseStatus.OK, content);
      case InstallerPage.Download(var file) -> download(context, file);
    }
  }

  private void download(ChannelHandlerContext context, Path file) {
    var network = connection.network();
    if (!downloads.begin(network)) {
      text(context, HttpResponseStatus.SERVICE_UNAVAILABLE, "too many downloads at once\n");
      return;
    }
    context.channel().closeFuture().addListener(_ -> downloads.end(network));
    try {
      var content = new ChunkedFile(new RandomAccessFile(file.toFile(), "r"), CHUNK);
      connection.extend(downloads.limits().lifetime());
      var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      describe(head, "application/octet-stream", content.length());
      var _ = context.write(head);
      context.writeAndFlush(new HttpChunkedInput(content)).addListener(ChannelFutureListener.CLOSE);
    } catch (IOException unreadable) {
      log.warn("package {} cannot be read: {}", file, unreadable.getMessage());
      text(context, HttpResponseStatus.INTERNAL_SERVER_ERROR, "the package cannot be read\n");
    }
  }

  private static void text(
      ChannelHandlerContext context, HttpResponseStatus status, String content) {
    var body = Unpooled.copiedBuffer(content, UTF_8);
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    describe(response, "text/plain; charset=utf-8", body.readableBytes());
    if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private static void describe(HttpResponse response, String type, long length) {
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CONTENT_LENGTH, length)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
  }

  /** A peer that resets its connection, or sends no HTTP: nothing to report. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
