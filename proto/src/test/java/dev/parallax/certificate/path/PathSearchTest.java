package dev.parallax.certificate.path;

import static dev.parallax.certificate.IssuedChain.HOST;
import static dev.parallax.certificate.IssuedChain.NOW;
import static dev.parallax.certificate.IssuedChain.authority;
import static dev.parallax.certificate.IssuedChain.certificates;
import static dev.parallax.certificate.IssuedChain.server;
import static dev.parallax.certificate.IssuedChain.word;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.certificate.CostlyCertificate;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Meshes of cross-certificates (RFC 4158): one valid path suffices, in any order of sending. */
class PathSearchTest {
  /** Faults of one certificate of the mesh. */
  static Stream<Arguments> faults() {
    return Stream.of(
        fault("expired", it -> it.notAfter(NOW.minusSeconds(1)), "cert_expired"),
        fault("noAuthority", it -> it.setIsCertificateAuthority(false), "cert_invalid_issuer"),
        fault(
            "noSigner",
            it -> it.setKeyUsage(true, KeyUsage.digitalSignature),
            "cert_invalid_issuer"),
        fault("clients", CertificateBuilder::addExtendedKeyUsageClientAuth, "cert_wrong_purpose"),
        fault(
            "critical",
            it -> it.addExtensionOctetString("1.2.3.4", true, new byte[] {5, 0}),
            "cert_unknown_critical_extension"),
        fault(
            "constraints",
            it ->
                it.addExtensionOctetString(
                    "2.5.29.30", true, CostlyCertificate.hex("300da00b30098207612e622e632e64")),
            "cert_name_constraint_violation"));
  }

  private static Arguments fault(
      String name, UnaryOperator<CertificateBuilder> change, String word) {
    return arguments(name, change, word);
  }

  /** root → a → b → leaf and root → c → b → leaf, with a fault in the first or the second. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void oneSoundWay_isEnough(String name, UnaryOperator<CertificateBuilder> fault, String word)
      throws Exception {
    var root = authority("CN=root").buildSelfSigned();
    var a = authority("CN=a").buildIssuedBy(root);
    var c = authority("CN=c").buildIssuedBy(root);
    var key = authority("CN=b").buildSelfSigned().getKeyPair();
    var bad = fault.apply(authority("CN=b").keyPair(key)).buildIssuedBy(a);
    var good = authority("CN=b").keyPair(key).buildIssuedBy(c);
    var leaf = server().buildIssuedBy(good);
    for (var sent : orders(leaf, a, bad, c, good)) {
      assertEquals("", word(sent, HOST, certificates(root)));
    }
    for (var sent : orders(leaf, a, bad, c)) {
      assertEquals(word, word(sent, HOST, certificates(root)));
    }
  }

  private static List<List<X509Certificate>> orders(X509Bundle leaf, X509Bundle... others) {
    var forward = certificates(others);
    var backward = new ArrayList<>(forward.reversed());
    forward.addFirst(leaf.getCertificate());
    backward.addFirst(leaf.getCertificate());
    return List.of(forward, backward);
  }

  /** The old root's certificate for the new root is sent after the end of the old root. */
  @Test
  void endedCrossCertificate_doesNotMatterWhereTheNewRootIsTrusted() throws Exception {
    var old = authority("CN=old").notAfter(NOW.minusSeconds(1)).buildSelfSigned();
    var fresh = authority("CN=new").buildSelfSigned();
    var cross =
        authority("CN=new")
            .keyPair(fresh.getKeyPair())
            .notAfter(NOW.minusSeconds(1))
            .buildIssuedBy(old);
    var middle = authority("CN=middle").buildIssuedBy(fresh);
    var sent = certificates(server().buildIssuedBy(middle), middle, cross);
    assertEquals("", word(sent, HOST, certificates(old, fresh)));
    assertEquals("", word(sent, HOST, certificates(fresh)));
    assertEquals("cert_expired", word(sent, HOST, certificates(old)));
  }

  /** Neither of two authorities that certify each other is trusted. */
  @Test
  void cycle_ends() throws Exception {
    var one = authority("CN=one").buildSelfSigned();
    var two = authority("CN=two").buildIssuedBy(one);
    var back = authority("CN=one").keyPair(one.getKeyPair()).buildIssuedBy(two);
    var sent = certificates(server().buildIssuedBy(two), two, back);
    var stranger = certificates(authority("CN=root").buildSelfSigned());
    assertEquals("cert_unknown_issuer", word(sent, HOST, stranger));
  }

  /** The absence of a name path to an anchor needs no signature verification. */
  @Test
  void hundredAuthoritiesOfOneName_withoutAnAnchor_areNotTrusted() throws Exception {
    var issuer = authority("CN=same").buildSelfSigned();
    var sent = new ArrayList<>(certificates(issuer));
    for (int i = 0; i < 100; i++) {
      issuer = authority("CN=same").buildIssuedBy(issuer);
      sent.addFirst(issuer.getCertificate());
    }
    sent.addFirst(server().buildIssuedBy(issuer).getCertificate());
    var stranger = certificates(authority("CN=root").buildSelfSigned());
    assertEquals("cert_unknown_issuer", word(sent, HOST, stranger));
  }

  /** Six layers of three certificates of one authority each: 729 paths, and none for the host. */
  @Test
  void pathsBeyondTheBound_areALimit() throws Exception {
    var root = authority("CN=root").buildSelfSigned();
    var above = root;
    var sent = new ArrayList<X509Certificate>();
    for (int layer = 0; layer < 6; layer++) {
      var key = authority("CN=x").buildSelfSigned().getKeyPair();
      var builder = authority("CN=layer" + layer).keyPair(key);
      for (int copy = 0; copy < 3; copy++) {
        sent.addFirst(builder.buildIssuedBy(above).getCertificate());
      }
      above = builder.buildIssuedBy(above);
    }
    sent.addFirst(server().buildIssuedBy(above).getCertificate());
    assertEquals(
        "indeterminate: 257 certification paths > 256, the limit of this reader",
        word(sent, "other.example", certificates(root)));
    assertEquals("", word(sent, HOST, certificates(root)));
  }
}
