package dev.parallax.certificate;

import static dev.parallax.certificate.CostlyCertificate.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.reader.CertificateReader;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates a rogue server sends through an honest agent. */
class HostileCertificateTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final String LIMIT = ", the limit of this reader";
  private static X509Bundle root;
  private static X509Certificate leaf;

  @BeforeAll
  static void makeAGoodChain() throws Exception {
    root = builder().setIsCertificateAuthority(true).subject("CN=root").buildSelfSigned();
    leaf =
        builder()
            .subject("CN=leaf")
            .addSanDnsName("host.example")
            .buildIssuedBy(root)
            .getCertificate();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void asLeaf_costsLittle_andIsNamed(String name, byte[] der, String expected) throws Exception {
    assertTimeoutPreemptively(BOUND, () -> assertEquals(expected, validate(List.of(der, good()))));
  }

  /**
   * The limit is reported when the certificate may be the leaf's issuer, and a fault when it is.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void asIssuer_costsLittle_andIsNamed(String name, byte[] der, String expected) {
    var leaf = plain("leaf", "hostile").der();
    var unknown = name.equals("curveByNumbers") ? expected : "cert_unknown_issuer";
    var word = expected.startsWith("indeterminate") ? expected : unknown;
    assertTimeoutPreemptively(BOUND, () -> assertEquals(word, validate(List.of(leaf, der))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void facts_keepTheBytes(String name, byte[] der, String expected) {
    assertTimeoutPreemptively(
        BOUND, () -> assertEquals(der.length, CertificateReader.facts(der).der().size()));
  }

  static Stream<Arguments> hostile() {
    var own = plain("hostile", "nobody");
    return Stream.of(
        arguments("nestedForEver", CostlyCertificate.endless(16_500), "cert_malformed"),
        over("nested", CostlyCertificate.nested(0x30, 1_000), "33 levels of DER > 32"),
        over("nested33KiB", CostlyCertificate.nested(0xa0, 8_400), "33 levels of DER > 32"),
        over(
            "nestedInTheExtensions",
            own.extensions(CostlyCertificate.keyIdentifier(CostlyCertificate.nested(0xa0, 1_000)))
                .der(),
            "33 levels of DER > 32"),
        arguments(
            "stringOfStrings",
            own.extensions(CostlyCertificate.keyIdentifier(CostlyCertificate.nested(0x24, 1_000)))
                .der(),
            "cert_malformed"),
        arguments(
            "extensionOfStrings33KiB",
            own.extensions(stringOfStrings(8_200)).der(),
            "cert_malformed"),
        over(
            "dsa200000",
            own.key(CostlyCertificate.dsa(200_000, 160)).der(),
            "200,000 bits of the DSA prime p > 3,072"),
        over(
            "dsaSubprime",
            own.key(CostlyCertificate.dsa(2_048, 2_048)).der(),
            "2,048 bits of the DSA prime q > 256"),
        over(
            "rsaModulus",
            own.key(CostlyCertificate.rsa(500_000, 17)).der(),
            "500,000 bits of the RSA modulus > 16,384"),
        over(
            "rsaExponent",
            own.key(CostlyCertificate.rsa(2_048, 400_000)).der(),
            "400,000 bits of the RSA exponent > 33"),
        over(
            "names",
            own.extensions(CostlyCertificate.alternativeNames(7_000)).der(),
            "7,000 subject alternative names > 4,096"),
        over("values", own.extensions(manyValues(33_000)).der(), "32,769 DER values > 32,768"),
        over(
            "bytes",
            own.extensions(CostlyCertificate.noise(110_000)).der(),
            "110,227 bytes of the certificate > 102,400"),
        arguments(
            "curveByNumbers", own.key(CostlyCertificate.curveByNumbers()).der(), "cert_malformed"),
        arguments(
            "unknownKey",
            own.key(CostlyCertificate.unknownKey()).der(),
            "indeterminate: key algorithm 1.2.643.7.1.1.1.1 is not supported by this reader"),
        arguments("cutOff", Arrays.copyOf(own.der(), own.der().length - 1), "cert_malformed"),
        arguments("nothing", new byte[0], "cert_malformed"),
        arguments("noise", CostlyCertificate.noise(33_000), "cert_malformed"));
  }

  /** The value of an extension, in pieces of pieces: BER, which the JDK follows recursively. */
  private static byte[] stringOfStrings(int levels) {
    return CostlyCertificate.der(
        0x30, CostlyCertificate.hex("0603551d0e"), CostlyCertificate.nested(0x24, levels));
  }

  private static byte[] manyValues(int count) {
    var values = new byte[count][];
    Arrays.fill(values, CostlyCertificate.der(0x05));
    return CostlyCertificate.extension(
        CostlyCertificate.hex("0603551d1f"), CostlyCertificate.der(0x30, values));
  }

  private static Arguments over(String name, byte[] der, String measured) {
    return arguments(name, der, "indeterminate: " + measured + LIMIT);
  }

  /**
   * All of one name and key, on a curve without signature verification: every order would be a
   * path.
   */
  @Test
  void namesakesOnASmallCurve_areOneAuthority() {
    var key =
        CostlyCertificate.key(
            CostlyCertificate.hex("06072a8648ce3d0201" + "06082a8648ce3d030101"),
            CostlyCertificate.hex(
                "04188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012"
                    + "07192b95ffc8da78631011ed6b24cdd573f977a11e794811"));
    var der =
        Stream.iterate(0, i -> i + 1)
            .limit(60)
            .map(
                i ->
                    plain("a", "a")
                        .key(key)
                        .extensions(CostlyCertificate.alternativeNames(i + 1))
                        .der())
            .toList();
    var chain = new ArrayList<>(der);
    chain.addFirst(plain("leaf", "a").der());
    assertEquals("cert_unknown_issuer", validate(chain));
    chain.add(plain("a", "root").key(key).der());
    assertTimeoutPreemptively(BOUND, () -> assertEquals("cert_unknown_issuer", validate(chain)));
  }

  @Test
  void tooManyCertificates_areNotJudged() throws Exception {
    var good = good();
    var chain = Stream.generate(() -> good).limit(129).toList();
    assertEquals("indeterminate: 129 certificates of the chain > 128" + LIMIT, validate(chain));
  }

  @Test
  void tooManyBytes_areNotJudged() throws Exception {
    var big = plain("a", "b").extensions(CostlyCertificate.alternativeNames(1_900)).der();
    assertEquals(
        "indeterminate: "
            + Limit.number(14L * big.length)
            + " bytes of the chain > 131,072"
            + LIMIT,
        validate(Stream.generate(() -> big).limit(14).toList()));
  }

  /** Errors outside a valid path do not matter. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void besideAGoodPath_itDoesNotMatter(String name, byte[] der, String expected) throws Exception {
    if (der.length < 100_000) {
      assertTimeoutPreemptively(BOUND, () -> assertEquals("", validate(List.of(good(), der))));
    }
  }

  @Test
  void keyOverALimit_leavesTheNames() {
    var der = plain("big", "nobody").key(CostlyCertificate.dsa(200_000, 160)).der();
    var facts = CertificateReader.facts(der);
    assertEquals("CN=big", facts.subject());
    assertEquals("CN=nobody", facts.issuer());
    assertEquals("DSA", facts.key());
    assertEquals(Instant.parse("2030-01-01T00:00:00Z"), facts.notAfter());
  }

  /** For any bytes, decoding and validation return. */
  @Test
  void anyChangeOfAnyByte_neverThrows() throws Exception {
    var random = new Random(12);
    var der = good();
    for (int i = 0; i < 1_000; i++) {
      var changed = der.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      validate(List.of(changed));
    }
  }

  private static byte[] good() throws CertificateEncodingException {
    return leaf.getEncoded();
  }

  private static CertificateBuilder builder() {
    return new CertificateBuilder()
        .ecp256()
        .notBefore(NOW.minusSeconds(86_400))
        .notAfter(NOW.plusSeconds(86_400));
  }

  private static String validate(List<byte[]> chain) {
    var facts = chain.stream().map(CertificateReader::facts).toList();
    var presented = new Presented(facts, Optional.empty(), "host.example");
    return Words.of(Certificates.validate(presented, List.of(root.getCertificate()), NOW));
  }
}
