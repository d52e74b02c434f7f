package dev.parallax.fleet.authority;

import dev.parallax.keys.P256;
import dev.parallax.keys.Pem;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.failure.StoreException;
import dev.parallax.wire.Contract;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The coordinator's own authority: it alone vouches for the coordinator, agents and operators. All
 * keys are ECDSA over P-256; all times are by the coordinator's clock, to the second.
 */
public final class CertificateAuthority {
  /** How long an agent's certificate lasts; agents renew at half of it. */
  public static final Duration AGENT_LIFETIME = Duration.ofDays(7);

  static final Duration OPERATOR_LIFETIME = Duration.ofDays(365);

  /** The maximum lifetime that browsers accept from an authority of their owner. */
  private static final Duration PAGE_LIFETIME = Duration.ofDays(825);

  static final Duration BACKDATED = Duration.ofHours(1);
  static final X500Name NAME = Issuer.commonName("Parallax coordinator");
  static final String KEY_FILE = "key.pem";
  static final String CERTIFICATE_FILE = "cert.pem";

  private final X509Certificate certificate;
  private final Succession succession;
  private final Issuer issuer;
  private final Clock clock;
  private final SecureRandom random;

  private CertificateAuthority(
      X509Certificate certificate,
      PrivateKey key,
      Succession succession,
      Clock clock,
      SecureRandom random) {
    this.certificate = certificate;
    this.succession = succession;
    this.issuer = new Issuer(NAME, key, random);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Opens the authority of a folder, or creates one when absent.
   *
   * @throws StoreException when its files cannot be read, written or parsed
   */
  public static CertificateAuthority open(Path folder, Clock clock, SecureRandom random) {
    var files = new OwnerFiles(folder);
    return files
        .read(CERTIFICATE_FILE)
        .map(certificate -> load(files, certificate, clock, random))
        .orElseGet(() -> make(files, clock, random));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The authorities by which agents trust this coordinator: this one, then its successor. */
  public List<X509Certificate> anchors() {
    return Stream.concat(Stream.of(certificate), succession.successor().stream()).toList();
  }

  /** SHA-256 of the certificate's DER; join tokens carry it. */
  public Bytes fingerprint() {
    return Sha256.of(der(certificate));
  }

  /**
   * A fresh identity for the coordinator's listener, as good as the authority itself lasts.
   *
   * @param host the advertised name or address literal, which clients of the installer check
   */
  public Identity server(String host) {
    var keys = P256.generate(random);
    var leaf =
        new Issuer.Leaf(
            Issuer.commonName(Contract.COORDINATOR_NAME),
            new GeneralNames(
                new GeneralName[] {
                  new GeneralName(GeneralName.dNSName, Contract.COORDINATOR_NAME), host(host)
                }),
            KeyPurposeId.id_kp_serverAuth);
    return identity(keys, issue(leaf, keys.getPublic(), certificate.getNotAfter().toInstant()));
  }

  /**
   * A new identity for the HTTP port.
   *
   * @param hosts the names and address literals of the port; one or more
   */
  Identity page(Set<String> hosts) {
    var keys = P256.generate(random);
    var names = hosts.stream().map(CertificateAuthority::host).toArray(GeneralName[]::new);
    var leaf =
        new Issuer.Leaf(
            Issuer.commonName("Parallax"), new GeneralNames(names), KeyPurposeId.id_kp_serverAuth);
    return identity(keys, issue(leaf, keys.getPublic(), now().plus(PAGE_LIFETIME)));
  }

  /**
   * A certificate for an agent's own key.
   *
   * @param enrolment id of the enrolment of the agent; see {@link Role.Agent}
   * @param generation 0 for the certificate of the enrolment, incremented by each renewal
   */
  public X509Certificate agent(
      VantageId vantage, String enrolment, long generation, PublicKey key) {
    var subject =
        new X500NameBuilder()
            .addRDN(BCStyle.CN, vantage.name())
            .addRDN(BCStyle.SERIALNUMBER, enrolment)
            .addRDN(BCStyle.DN_QUALIFIER, Long.toString(generation))
            .build();
    var leaf =
        new Issuer.Leaf(
            subject, uri(Contract.AGENT_URI + vantage.name()), KeyPurposeId.id_kp_clientAuth);
    return issue(leaf, key, now().plus(AGENT_LIFETIME));
  }

  /** A fresh identity for an operator. */
  public Identity operator(String name) {
    var keys = P256.generate(random);
    var leaf =
        new Issuer.Leaf(
            Issuer.commonName(name),
            uri(Contract.OPERATOR_URI + name),
            KeyPurposeId.id_kp_clientAuth);
    return identity(keys, issue(leaf, keys.getPublic(), now().plus(OPERATOR_LIFETIME)));
  }

  /** Whether this authority or a former one signed it; its validity period is not checked. */
  public boolean issued(X509Certificate other) {
    return Stream.concat(Stream.of(certificate), succession.former().stream())
        .anyMatch(authority -> isIssuedBy(other, authority));
  }

  /** Whether this authority, and no former one, signed it. */
  boolean signed(X509Certificate other) {
    return isIssuedBy(other, certificate);
  }

  private static boolean isIssuedBy(X509Certificate other, X509Certificate authority) {
    try {
      other.verify(authority.getPublicKey());
      return other.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
          && other.getBasicConstraints() < 0;
    } catch (GeneralSecurityException foreign) {
      return false;
    }
  }

  public static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate that was read does not encode", impossible);
    }
  }

  private X509Certificate issue(Issuer.Leaf leaf, PublicKey key, Instant notAfter) {
    return issuer.leaf(leaf, key, now().minus(BACKDATED), notAfter);
  }

  private Identity identity(KeyPair keys, X509Certificate issued) {
    return new Identity(keys.getPrivate(), List.of(issued, certificate));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static GeneralNames uri(String uri) {
    return new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
  }

  private static GeneralName host(String host) {
    var literal = host.contains(":") || host.matches("[0-9.]+");
    return new GeneralName(literal ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static CertificateAuthority make(OwnerFiles files, Clock clock, SecureRandom random) {
    var own = NewAuthority.generate(clock, random);
    // The certificate is written last: without it, no agent can have received its hash.
    files.write(KEY_FILE, Pem.of(own.key()));
    files.write(CERTIFICATE_FILE, Pem.of(own.certificate()));
    return new CertificateAuthority(own.certificate(), own.key(), Succession.NONE, clock, random);
  }

  private static CertificateAuthority load(
      OwnerFiles files, String certificate, Clock clock, SecureRandom random) {
    var key =
        files
            .read(KEY_FILE)
            .orElseThrow(
                () ->
                    new StoreException(
                        files.file(KEY_FILE) + " is missing beside its certificate"));
    try {
      return new CertificateAuthority(
          Pem.certificate(certificate), Pem.key(key), Succession.read(files), clock, random);
    } catch (IllegalArgumentException damaged) {
      throw new StoreException(
          files.file(CERTIFICATE_FILE)
              + ", its key, or a file beside them is damaged: "
              + damaged.getMessage(),
          damaged);
    }
  }
}
