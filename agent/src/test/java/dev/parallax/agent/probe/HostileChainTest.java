package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HelloRecipe;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real servers with chains that cost their decoder time or stack. The second certificate is the
 * hostile one, with the name of the leaf's issuer: the engine itself refuses a hostile leaf.
 */
@ExtendWith(Leaks.class)
class HostileChainTest {
  private static final int TRIALS = 40;
  private static final long STEP_MILLIS = 5_000;

  /** Of all trials together, on a machine with other work. */
  private static final long BOUND_MILLIS = 10_000;

  private static final String SUBJECT = "CN=root";

  static Stream<Arguments> hostile() throws Exception {
    return Stream.of(
        arguments("nested", nested(0x30, 1_000), "33 levels of DER > 32"),
        arguments("nested33KiB", nested(0xa0, 8_200), "33 levels of DER > 32"),
        arguments("dsa200000", dsa(), "200,000 bits of the DSA prime p > 3,072"),
        arguments("rsaModulus", rsa(400_000, 17), "400,000 bits of the RSA modulus > 16,384"),
        arguments("rsaExponent", rsa(2_048, 380_000), "380,000 bits of the RSA exponent > 33"),
        arguments("names", names(7_000), "7,000 subject alternative names > 4,096"));
  }

  /** Every trial ends in time as not run, for a reason of ours, with its chain, and closes. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void hostileIssuer_isNotJudged_andNothingStaysOpen(String name, byte[] hostile, String limit)
      throws Exception {
    var results = trials(hostile);
    for (var result : results) {
      assertEquals("not_run:unsupported", Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains(limit), result::toString);
      assertEquals(2, result.steps().tls().orElseThrow().chain().size());
    }
  }

  /** Over QUIC a chain is recorded and not validated: the handshake counts, with any chain. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void hostileIssuerOverQuic_isRecorded_andTheTrialEnds(String name, byte[] hostile, String limit)
      throws Exception {
    var issuer = OddCertificate.root(OddCertificate.keys("DSA", 2_048));
    var leaf = issuer.leaf(OddCertificate.keys("EC", 256), "SHA256");
    var second = new NotACertificate(issuer.certificate(), hostile);
    try (var peer = QuicPeer.sendingAnything(leaf.keys().getPrivate(), leaf.certificate(), second);
        var prober = Probes.prober()) {
      var spec = Arms.quic(HelloTest.target(peer.port())).build();
      var result = Probes.one(prober, spec, STEP_MILLIS);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(2, result.steps().tls().orElseThrow().chain().size(), result::toString);
    }
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("endless", endless(16_000)),
        arguments("pieces", pieces(8_000)),
        arguments("noise", noise(33_000)));
  }

  /** Bytes that are not a certificate are the server's fault, as is a missing certificate. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void malformedIssuer_countsAsNotSent_andNothingStaysOpen(String name, byte[] hostile)
      throws Exception {
    for (var result : trials(hostile)) {
      assertEquals("tls:cert_incomplete_chain", Probes.word(result), result::toString);
    }
  }

  /** Forty trials at once, and an honest trial of the same prober. */
  private static List<ProbeResult> trials(byte[] hostile) throws Exception {
    var issuer = OddCertificate.root(OddCertificate.keys("DSA", 2_048));
    var leaf = issuer.leaf(OddCertificate.keys("EC", 256), "SHA256");
    var trusted = OddCertificate.root(OddCertificate.keys("EC", 256));
    var honest = trusted.leaf(OddCertificate.keys("EC", 256), "SHA256");
    var sent =
        new X509Certificate[] {
          leaf.certificate(), new NotACertificate(issuer.certificate(), hostile)
        };
    try (var peer = TlsPeer.sendingAnything(leaf.keys().getPrivate(), sent);
        var other = TlsPeer.of(honest.keys().getPrivate(), honest.certificate());
        var prober = Probes.prober(trusted.certificate())) {
      prober.warmUp();
      long before = System.nanoTime();
      var running = IntStream.range(0, TRIALS).mapToObj(i -> begin(prober, peer)).toList();
      var beside = begin(prober, other).get(BOUND_MILLIS, TimeUnit.MILLISECONDS);
      assertEquals("ok", Probes.word(beside.getFirst()), beside::toString);
      var results = new ArrayList<ProbeResult>();
      for (var trial : running) {
        results.addAll(trial.get(BOUND_MILLIS, TimeUnit.MILLISECONDS));
      }
      long tookMillis = (System.nanoTime() - before) / 1_000_000;
      assertTrue(tookMillis < BOUND_MILLIS, () -> "took " + tookMillis + " ms");
      assertEquals(List.of(), inCloseWait(peer.port()));
      return results;
    }
  }

  private static CompletableFuture<List<ProbeResult>> begin(Prober prober, TlsPeer peer) {
    return prober.probe(
        Probes.tls(peer.port()).judgedToo().spec(),
        HelloRecipe.STANDARD,
        Duration.ofMillis(STEP_MILLIS));
  }

  /** Sockets of this host towards the port that the peer closed first (proc(5)). */
  private static List<String> inCloseWait(int port) throws Exception {
    var remote = String.format(":%04X 08 ", port);
    try (var lines = Files.lines(Path.of("/proc/net/tcp"), StandardCharsets.US_ASCII)) {
      return lines.filter(line -> line.contains(remote)).toList();
    }
  }

  private static byte[] dsa() throws Exception {
    var subprime = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    var numbers = new DSAParameter(odd(200_000), subprime, BigInteger.TWO);
    return certificate(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa, numbers), new ASN1Integer(3), 1);
  }

  private static byte[] rsa(int modulusBits, int exponentBits) throws Exception {
    return certificate(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
        new RSAPublicKey(odd(modulusBits), odd(exponentBits)),
        1);
  }

  private static byte[] names(int count) throws Exception {
    return certificate(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
        new RSAPublicKey(odd(2_048), BigInteger.valueOf(65_537)),
        count);
  }

  private static byte[] certificate(AlgorithmIdentifier algorithm, ASN1Encodable key, int names)
      throws Exception {
    var now = Instant.now();
    var all = new GeneralName[names];
    Arrays.fill(all, new GeneralName(GeneralName.dNSName, "a.b"));
    var signer = OddCertificate.keys("EC", 256);
    return new X509v3CertificateBuilder(
            new X500Name("CN=nobody"),
            BigInteger.TWO,
            Date.from(now.minusSeconds(60)),
            Date.from(now.plusSeconds(3_600)),
            new X500Name(SUBJECT),
            new SubjectPublicKeyInfo(algorithm, key))
        .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
        .getEncoded();
  }

  private static BigInteger odd(int bits) {
    return new BigInteger(bits, new Random(bits)).setBit(0).setBit(bits - 1);
  }

  private static byte[] nested(int tag, int levels) {
    var value = new byte[0];
    for (int i = 0; i < levels; i++) {
      value = der(tag, value);
    }
    return value;
  }

  private static byte[] endless(int levels) {
    var value = new byte[2 * levels];
    for (int i = 0; i < value.length; i += 2) {
      value[i] = 0x30;
      value[i + 1] = (byte) 0x80;
    }
    return value;
  }

  /** A certificate with an extension whose value is a constructed string of constructed strings. */
  private static byte[] pieces(int levels) {
    try {
      var template = new org.bouncycastle.cert.X509CertificateHolder(names(1));
      var body = template.toASN1Structure().getTBSCertificate().getEncoded("DER");
      var extensions = template.getExtensions().getEncoded("DER");
      int start = body.length - der(0xa3, extensions).length;
      var extension = der(0x30, new byte[] {6, 3, 0x55, 0x1d, 0x0e}, nested(0x24, levels));
      int header = body.length < 0x100 ? 3 : 4;
      var fields = Arrays.copyOfRange(body, header, start);
      var algorithm = template.getSignatureAlgorithm().getEncoded("DER");
      return der(
          0x30,
          der(0x30, fields, der(0xa3, der(0x30, extension))),
          algorithm,
          der(0x03, new byte[1], template.getSignature()));
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] noise(int bytes) {
    var noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return noise;
  }

  private static byte[] der(int tag, byte[]... contents) {
    var content = new ByteArrayOutputStream();
    Arrays.stream(contents).forEach(content::writeBytes);
    int size = content.size();
    var value = new ByteArrayOutputStream();
    value.write(tag);
    if (size >= 0x100) {
      value.writeBytes(new byte[] {(byte) 0x82, (byte) (size >> 8), (byte) size});
    } else if (size >= 0x80) {
      value.writeBytes(new byte[] {(byte) 0x81, (byte) size});
    } else {
      value.write(size);
    }
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }
}
