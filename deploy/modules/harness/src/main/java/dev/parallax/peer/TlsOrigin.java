package dev.parallax.peer;

import dev.parallax.stage.ServerIdentity;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.Mapping;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A web server: completes every handshake, with the certificate of the requested name, or with its
 * default certificate, and answers every request with 200.
 */
public final class TlsOrigin {
  private static final int REQUEST_LIMIT = 64 * 1024;

  private TlsOrigin() {}

  /**
   * Starts a server.
   *
   * @param byName certificates by lower-case DNS name
   * @param clock the clock of its {@code Date} headers
   * @return its address
   * @throws IOException if the address is in use or a certificate is invalid
   */
  public static InetSocketAddress start(
      PeerLoop loop,
      InetSocketAddress at,
      ServerIdentity fallback,
      Map<String, ServerIdentity> byName,
      Clock clock)
      throws IOException {
    var contexts = contexts(fallback, byName);
    return loop.listen(at, channel -> prepare(channel, contexts, clock));
  }

  private static void prepare(Channel channel, Mapping<String, SslContext> contexts, Clock clock) {
    channel
        .pipeline()
        .addLast(new SniHandler(contexts))
        .addLast(new HttpServerCodec())
        .addLast(new HttpServerKeepAliveHandler())
        .addLast(new HttpObjectAggregator(REQUEST_LIMIT))
        .addLast(new WelcomePage(clock));
  }

  private static Mapping<String, SslContext> contexts(
      ServerIdentity fallback, Map<String, ServerIdentity> byName) throws SSLException {
    var ordinary = context(fallback);
    var contexts = new HashMap<String, SslContext>();
    for (var entry : byName.entrySet()) {
      contexts.put(entry.getKey(), context(entry.getValue()));
    }
    return new Mapping<>() {
      @Override
      public SslContext map(@Nullable String name) {
        return name == null ? ordinary : contexts.getOrDefault(name, ordinary);
      }
    };
  }

  private static SslContext context(ServerIdentity identity) throws SSLException {
    return SslContextBuilder.forServer(identity.key(), identity.certificate())
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_1_1))
        .build();
  }
}
