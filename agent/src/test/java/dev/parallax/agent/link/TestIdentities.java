package dev.parallax.agent.link;

import dev.parallax.model.VantageId;
import io.netty.pkitesting.CertificateBuilder;
import java.time.Instant;

/** Identities whose authority issued only them. */
public final class TestIdentities {
  private TestIdentities() {}

  public static Identity make(VantageId vantage) throws Exception {
    return TestAuthority.make("coordinator").identity(vantage, Instant.now());
  }

  /** The same vantage and authority, another key. */
  public static Identity renewed(Identity old) throws Exception {
    var other = new CertificateBuilder().ecp256().subject("CN=" + old.vantage()).buildSelfSigned();
    return new Identity(
        old.vantage(), other.getKeyPair().getPrivate(), other.getCertificate(), old.authority());
  }
}
