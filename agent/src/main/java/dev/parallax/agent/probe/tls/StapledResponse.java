package dev.parallax.agent.probe.tls;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** The OCSP response that a server stapled to its certificates, as bytes. */
public final class StapledResponse {
  private StapledResponse() {}

  /** Of an engine whose handshake is complete; empty when the server sent none. */
  public static Optional<byte[]> of(SSLEngine engine) {
    return engine instanceof ReferenceCountedOpenSslEngine boring
        ? Optional.ofNullable(boring.getOcspResponse()).filter(response -> response.length > 0)
        : Optional.empty();
  }
}
