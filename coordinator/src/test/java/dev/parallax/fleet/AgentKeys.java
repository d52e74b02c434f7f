package dev.parallax.fleet;

import dev.parallax.model.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** What an agent does with its own key. */
public record AgentKeys(KeyPair pair) {
  public static AgentKeys generate() {
    return new AgentKeys(Keys.generate(new SecureRandom()));
  }

  /** The names in it are a forger's: nobody may look at them. */
  public Bytes signingRequest() {
    return signingRequest(pair);
  }

  /** A request for this key that another key signed. */
  Bytes signingRequest(KeyPair signer) {
    try {
      return Bytes.copyOf(
          new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=admin"), pair.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
              .getEncoded());
    } catch (IOException | OperatorCreationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  public Bytes proof(Bytes signed) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(signed.toArray());
      return Bytes.copyOf(signature.sign());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
