package dev.parallax.stage;

import java.io.IOException;
import java.io.StringWriter;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/** Certificates and keys as the files of servers and clients want them. */
public final class PemFiles {
  private PemFiles() {}

  /** A certificate. */
  public static String of(X509Certificate certificate) throws IOException {
    return written(certificate);
  }

  /** A key in PKCS #8, unencrypted. */
  public static String of(PrivateKey key) throws IOException {
    return written(new PemObject("PRIVATE KEY", key.getEncoded()));
  }

  private static String written(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
