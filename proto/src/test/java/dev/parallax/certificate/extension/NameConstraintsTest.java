package dev.parallax.certificate.extension;

import static dev.parallax.certificate.IssuedChain.nameless;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.certificate.CostlyCertificate;
import dev.parallax.certificate.IssuedChain;
import dev.parallax.certificate.der.Der;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Name constraints of authorities and of trust anchors (RFC 5280, section 4.2.1.10). */
class NameConstraintsTest {
  private static final String EXTENSION = "2.5.29.30";
  private static final String VIOLATION = "cert_name_constraint_violation";
  private static final int DNS = GeneralName.dNSName;
  private static final int ADDRESS = GeneralName.iPAddress;
  private static final int DIRECTORY = GeneralName.directoryName;

  @ParameterizedTest
  @CsvSource({
    "www.example.com, example.com, , true",
    "www.example.com, www.example.com, , true",
    "www.example.com, .example.com, , true",
    "WWW.Example.COM, EXAMPLE.com, , true",
    "example.com, .example.com, , false",
    "www.example.com, other.example, , false",
    "www.example.com, ample.com, , false",
    "www.example.com, , example.com, false",
    "www.example.com, , other.example, true",
    "www.example.com, example.com, www.example.com, false",
    "*.example.com, example.com, , true",
    "*.example.com, www.example.com, , false",
    "*.example.com, , bar.example.com, false",
    "*.example.com, , a.bar.example.com, true",
  })
  void dnsNames(String name, @Nullable String permitted, @Nullable String excluded, boolean valid)
      throws Exception {
    var constraints = constraints(DNS, permitted, excluded);
    var host = name.replace("*", "www");
    var leaf = named(name);
    var expected = valid ? "" : VIOLATION;
    assertEquals(expected, below(constraints, it -> leaf, host));
    assertEquals(
        expected,
        new IssuedChain()
            .root(it -> it.addExtensionOctetString(EXTENSION, true, constraints))
            .middle(it -> it.subject("CN=middle"))
            .leaf(it -> leaf)
            .host(host)
            .word(),
        "of the anchor");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.0/24, , true",
    "192.0.3.1, 192.0.2.0/24, , false",
    "192.0.2.1, , 192.0.2.0/24, false",
    "::1, , ::/127, false",
    "2001:db8::1, 2001:db8::/32, , true",
    "2001:db8::1, 192.0.2.0/24, , false",
  })
  void addresses(
      String address, @Nullable String permitted, @Nullable String excluded, boolean valid)
      throws Exception {
    var constraints = constraints(ADDRESS, permitted, excluded);
    assertEquals(
        valid ? "" : VIOLATION,
        below(constraints, it -> nameless().addSanIpAddress(address), address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "C=DE,O=Acme; ; true",
        "C=de,O=acme; ; true",
        "C=DE,O=Other; ; false",
        "; O=Acme; true",
        "; C=DE,O=Acme; false",
      })
  void directoryNames(@Nullable String permitted, @Nullable String excluded, boolean valid)
      throws Exception {
    var constraints = constraints(DIRECTORY, permitted, excluded);
    assertEquals(
        valid ? "" : VIOLATION,
        below(constraints, it -> it.subject("CN=leaf,O=Acme,C=DE"), IssuedChain.HOST));
  }

  @Test
  void constraintsOnOtherKinds_doNotMatterWithoutANameOfTheKind() throws Exception {
    var mail = constraints(GeneralName.rfc822Name, "example.com", null);
    assertEquals("", below(mail, it -> it, IssuedChain.HOST));
    assertEquals(
        VIOLATION, below(mail, it -> it.addSanRfc822Name("a@example.com"), IssuedChain.HOST));
  }

  /** Chromium and Go refuse both forms. */
  @Test
  void constraintsWithoutASubtree_areMalformed() throws Exception {
    assertEquals("cert_malformed", below(new byte[] {0x30, 0}, it -> it, IssuedChain.HOST));
    assertEquals(
        "cert_malformed", below(new byte[] {0x30, 2, (byte) 0xa0, 0}, it -> it, IssuedChain.HOST));
  }

  @Test
  void maskWithGaps_isMalformed() throws Exception {
    var subtree = new byte[] {0x30, 10, (byte) 0x87, 8, 127, 0, 0, 1, (byte) 255, 0, (byte) 255, 0};
    var list = CostlyCertificate.der(0x30, CostlyCertificate.der(0xa0, subtree));
    assertEquals("cert_malformed", below(list, it -> it, IssuedChain.HOST));
  }

  /**
   * A self-issued authority certificate is a new key of the same authority (RFC 5280, section
   * 6.1.3).
   */
  @Test
  void selfIssuedAuthority_isNotBound() throws Exception {
    var constraints = constraints(DIRECTORY, "CN=leaf", null);
    assertEquals(
        "",
        new IssuedChain()
            .root(it -> it.addExtensionOctetString(EXTENSION, true, constraints))
            .middle(it -> it.subject("CN=root"))
            .word());
    assertEquals(
        VIOLATION,
        new IssuedChain()
            .root(it -> it.addExtensionOctetString(EXTENSION, true, constraints))
            .word());
  }

  /** Quadratic in the input of two parties; BoringSSL and OpenSSL stop at the same number. */
  @Test
  void tooManyComparisons_areRefused() throws Exception {
    var trees = new ASN1EncodableVector();
    for (int i = 0; i < 1_500; i++) {
      trees.add(new GeneralSubtree(new GeneralName(DNS, "x" + i + ".y")));
    }
    var excluded = CostlyCertificate.der(0xa1, content(new DERSequence(trees).getEncoded()));
    var constraints = CostlyCertificate.der(0x30, excluded);
    UnaryOperator<CertificateBuilder> names =
        it -> {
          for (int i = 0; i < 1_500; i++) {
            it.addSanDnsName("a" + i + ".b");
          }
          return it;
        };
    assertEquals(VIOLATION, below(constraints, names, IssuedChain.HOST));
  }

  private static CertificateBuilder named(String name) throws IOException {
    var names = new GeneralNames(new GeneralName(DNS, name)).getEncoded();
    return nameless().addExtensionOctetString("2.5.29.17", false, names);
  }

  private static byte[] content(byte[] sequence) {
    return Der.of(sequence).bytes();
  }

  private static String below(
      byte[] constraints, UnaryOperator<CertificateBuilder> leaf, String host) throws Exception {
    return new IssuedChain()
        .middle(it -> it.addExtensionOctetString(EXTENSION, true, constraints))
        .leaf(leaf)
        .host(host)
        .word();
  }

  private static byte[] constraints(int kind, @Nullable String permitted, @Nullable String excluded)
      throws Exception {
    return new NameConstraints(subtrees(kind, permitted), subtrees(kind, excluded)).getEncoded();
  }

  private static GeneralSubtree @Nullable [] subtrees(int kind, @Nullable String base) {
    return base == null
        ? null
        : new GeneralSubtree[] {new GeneralSubtree(new GeneralName(kind, base))};
  }
}
