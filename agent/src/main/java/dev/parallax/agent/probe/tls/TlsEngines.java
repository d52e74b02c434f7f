package dev.parallax.agent.probe.tls;

import dev.parallax.agent.classify.handshake.CipherSuites;
import dev.parallax.model.plan.HelloRecipe;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * A recipe as a BoringSSL engine. A context is used for one engine, and an engine never gets the
 * name of the peer, so no session can be resumed.
 */
public final class TlsEngines {
  private static final String TLS13 = "TLSv1.3";
  private static final int MODERN_SUITES = 3;

  /** More certificates than fit into the 112 KiB limit of a handshake. */
  private static final int CHAIN = 1_000;

  private TlsEngines() {}

  /**
   * An engine that sends this recipe's ClientHello. Received bytes are copied into one buffer:
   * otherwise a peer that sends single bytes would occupy one read buffer for each.
   *
   * @param chain receives the server's chain
   * @param own receives the server's request for a certificate
   * @throws SSLException when the recipe cannot be built
   * @throws IllegalArgumentException when the recipe or the server name is invalid
   */
  public static SslHandler client(
      HelloRecipe hello,
      Optional<String> serverName,
      CapturingTrustManager chain,
      ClientKeyManager own,
      ByteBufAllocator allocator)
      throws SSLException {
    checkSuites(hello);
    var context = context(hello, chain, own);
    try {
      var handler = context.newHandler(allocator);
      handler.setHandshakeTimeoutMillis(0);
      handler.setCumulator(ByteToMessageDecoder.MERGE_CUMULATOR);
      keepWholeChains(handler);
      serverName.ifPresent(name -> name(handler, name));
      return handler;
    } finally {
      ReferenceCountUtil.release(context);
    }
  }

  /** The default of the library discards the certificates after the tenth. */
  private static void keepWholeChains(SslHandler handler) {
    if (handler.engine() instanceof ReferenceCountedOpenSslEngine boring) {
      SSL.setVerify(boring.sslPointer(), SSL.SSL_CVERIFY_IGNORED, CHAIN);
    }
  }

  /** The engine always offers its three TLS 1.3 suites. */
  private static void checkSuites(HelloRecipe hello) {
    long modern = hello.ciphers().stream().filter(CipherSuites::isModern).count();
    if (hello.versions().contains(TLS13) && modern != MODERN_SUITES) {
      throw new IllegalArgumentException("all three suites of TLS 1.3, got: " + hello.ciphers());
    }
  }

  private static SslContext context(
      HelloRecipe hello, CapturingTrustManager chain, ClientKeyManager own) throws SSLException {
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.OPENSSL_REFCNT)
        .trustManager(chain)
        .keyManager(own)
        .endpointIdentificationAlgorithm(null)
        .enableOcsp(true)
        .protocols(hello.versions())
        .ciphers(hello.ciphers())
        .option(OpenSslContextOption.GROUPS, hello.groups().toArray(String[]::new))
        .applicationProtocolConfig(alpn(hello.alpn()))
        .build();
  }

  private static ApplicationProtocolConfig alpn(List<String> protocols) {
    return protocols.isEmpty()
        ? ApplicationProtocolConfig.DISABLED
        : new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            protocols);
  }

  /**
   * The unchanged bytes: the platform's {@code SNIHostName} refuses names that DNS and browsers
   * allow, such as names with an underscore.
   */
  private static void name(SslHandler handler, String serverName) {
    if (handler.engine() instanceof ReferenceCountedOpenSslEngine boring) {
      SSL.setTlsExtHostName(boring.sslPointer(), serverName);
    }
  }
}
