package dev.parallax.fleet;

import dev.parallax.keys.P256;
import dev.parallax.model.value.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** The operations of an agent with its own key. */
public record AgentKeys(KeyPair pair) {
  public static AgentKeys generate() {
    return new AgentKeys(P256.generate(new SecureRandom()));
  }

  /** The names in it are forged and must be ignored. */
  public Bytes signingRequest() {
    return signingRequest(pair);
  }

  /** A request for this key that another key signed. */
  public Bytes signingRequest(KeyPair signer) {
    try {
      return Bytes.copyOf(
          new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=admin"), pair.getPublic())
              .build(new JcaContentSignerBuilder(P256.SIGNATURE).build(signer.getPrivate()))
              .getEncoded());
    } catch (IOException | OperatorCreationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  public Bytes proof(Bytes signed) {
    try {
      return Bytes.copyOf(P256.sign(pair.getPrivate(), signed.toArray()));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
