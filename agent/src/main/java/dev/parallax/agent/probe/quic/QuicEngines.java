package dev.parallax.agent.probe.quic;

import dev.parallax.model.plan.HelloRecipe;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.quic.BoringSSLContextOption;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;

/** QUIC by quiche, which contains its own BoringSSL; no state is kept between handshakes. */
final class QuicEngines {
  private static final String HTTP3 = "h3";
  private static final int ANY_PORT = 443;
  private static final long STREAMS = 3;
  private static final long WINDOW = 16 * 1024;

  /** Longer than {@code StepTimer} extends a step: the end of the step comes first. */
  private static final int IDLE_STEPS = 4;

  private QuicEngines() {}

  /**
   * A codec for one handshake that offers HTTP/3.
   *
   * @param hello only its groups are used: QUIC fixes version and suites
   * @throws IllegalArgumentException when this host has no QUIC, or the server name is invalid
   */
  static ChannelHandler client(
      HelloRecipe hello, Optional<String> serverName, TrustManager chain, Duration patience) {
    if (!Quic.isAvailable()) {
      throw new IllegalArgumentException("no QUIC on this host", Quic.unavailabilityCause());
    }
    var context =
        QuicSslContextBuilder.forClient()
            .trustManager(chain)
            .endpointIdentificationAlgorithm(null)
            .option(BoringSSLContextOption.GROUPS, hello.groups().toArray(String[]::new))
            .applicationProtocols(HTTP3)
            .build();
    return new QuicClientCodecBuilder()
        .sslEngineProvider(
            channel ->
                serverName
                    .map(name -> context.newEngine(ByteBufAllocator.DEFAULT, name, ANY_PORT))
                    .orElseGet(() -> context.newEngine(ByteBufAllocator.DEFAULT)))
        .maxIdleTimeout(IDLE_STEPS * patience.toMillis(), TimeUnit.MILLISECONDS)
        .initialMaxData(WINDOW)
        .initialMaxStreamDataUnidirectional(WINDOW)
        .initialMaxStreamsUnidirectional(STREAMS)
        .build();
  }
}
