package dev.parallax.peer;

import dev.parallax.stage.Authority;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Handshakes with a site before any measurement. The first handshakes of a server take a hundred
 * times as long, and a sweep begins with a burst of handshakes.
 */
public final class SiteWarmUp {
  private static final int HANDSHAKES = 150;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(8);
  private static final long PATIENCE_SECONDS = 2;

  private SiteWarmUp() {}

  /**
   * Blocks until the site is warm, 8 s at most.
   *
   * @throws IOException if a handshake fails, because the site is then misconfigured
   */
  public static void of(PeerLoop loop, InetSocketAddress site, String host, Authority authority)
      throws IOException {
    var trust = SslContextBuilder.forClient().trustManager(authority.certificate()).build();
    long end = System.nanoTime() + LIMIT_NANOS;
    for (int done = 0; done < HANDSHAKES && System.nanoTime() < end; done++) {
      handshake(loop.next(), site, host, trust);
    }
  }

  private static void handshake(
      EventLoop thread, InetSocketAddress site, String host, SslContext trust) throws IOException {
    var finished = thread.<Channel>newPromise();
    var connecting =
        PeerLoop.connect(
            thread,
            site,
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                SslHandler tls = trust.newHandler(channel.alloc(), host, site.getPort());
                tls.handshakeFuture()
                    .addListener(
                        done -> {
                          if (done.isSuccess()) {
                            finished.setSuccess(channel);
                          } else {
                            finished.setFailure(done.cause());
                          }
                        });
                channel.pipeline().addLast(tls);
              }
            });
    boolean inTime = finished.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
    var _ = connecting.channel().close();
    if (inTime && !finished.isSuccess()) {
      throw new IOException("no handshake with " + host, finished.cause());
    }
  }
}
