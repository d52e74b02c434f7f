package dev.parallax.listener;

import dev.parallax.installer.Installer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.stream.ChunkedWriteHandler;

/**
 * Gives a connection to the installer when its TLS handshake chose another protocol than HTTP/2
 * (ALPN, RFC 7301), and leaves it to gRPC otherwise. Its place is below TLS until the first byte
 * arrives, when gRPC has added its handlers; then directly above TLS until the handshake has ended.
 */
final class ProtocolSwitch extends ChannelInboundHandlerAdapter {
  private static final int LINE = 1_024;
  private static final int HEADERS = 4 * 1_024;

  private final Connection connection;
  private final Downloads downloads;
  private final Installer installer;

  ProtocolSwitch(Connection connection, Downloads downloads, Installer installer) {
    this.connection = connection;
    this.downloads = downloads;
    this.installer = installer;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var pipeline = context.pipeline();
    var tls = pipeline.context(SslHandler.class);
    if (tls != null) {
      pipeline.addAfter(tls.name(), null, new Negotiated());
    }
    pipeline.remove(this);
    context.fireChannelRead(message);
  }

  private final class Negotiated extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent done) {
        if (done.isSuccess() && !isHttp2(context)) {
          install(context);
          return;
        }
        context.pipeline().remove(this);
      }
      context.fireUserEventTriggered(event);
    }

    private boolean isHttp2(ChannelHandlerContext context) {
      var tls = context.pipeline().get(SslHandler.class);
      return tls != null && ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol());
    }

    /** Replaces the handlers of gRPC, which have received nothing yet. */
    private void install(ChannelHandlerContext context) {
      var pipeline = context.pipeline();
      while (pipeline.last() != this) {
        pipeline.removeLast();
      }
      pipeline.addLast(
          new HttpServerCodec(
              new HttpDecoderConfig().setMaxInitialLineLength(LINE).setMaxHeaderSize(HEADERS)),
          new ChunkedWriteHandler(),
          new InstallerHandler(connection, downloads, installer));
      pipeline.remove(this);
    }
  }
}
