package dev.parallax.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority for tests; writes identities as PEM files. */
final class PemAuthority {
  private final Instant now = Instant.now();
  private final AtomicInteger serial = new AtomicInteger(1);
  private final X500Principal name = new X500Principal("CN=Test authority");
  private final KeyPair keys = pair();

  /** Writes {@code ca.pem}, {@code cert.pem} and {@code key.pem} for one end. */
  void issue(Path folder, String commonName, GeneralName alternative) throws Exception {
    var own = pair();
    Files.createDirectories(folder);
    pem(folder.resolve("ca.pem"), "CERTIFICATE", certificate(name, keys, true, null));
    pem(
        folder.resolve("cert.pem"),
        "CERTIFICATE",
        certificate(new X500Principal("CN=" + commonName), own, false, alternative));
    pem(folder.resolve("key.pem"), "PRIVATE KEY", own.getPrivate().getEncoded());
  }

  private byte[] certificate(
      X500Principal subject, KeyPair own, boolean authority, @Nullable GeneralName alternative)
      throws IOException, OperatorCreationException {
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(serial.incrementAndGet()),
            Date.from(now.minusSeconds(3_600)),
            Date.from(now.plusSeconds(3_600)),
            subject,
            own.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (alternative != null) {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternative));
    }
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return builder.build(signer).getEncoded();
  }

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void pem(Path file, String kind, byte[] der) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
