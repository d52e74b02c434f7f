package dev.parallax.revocation;

import static dev.parallax.revocation.AuthorityServer.GONE;
import static dev.parallax.revocation.AuthorityServer.NOW;
import static dev.parallax.revocation.AuthorityServer.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.certificate.crl.RevocationLists;
import dev.parallax.model.exchange.Network;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.observation.CentralCheck.Source;
import dev.parallax.model.observation.CentralCheck.Status;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A CRL and OCSP server on loopback, with answers of a third-party implementation. */
final class RevocationClientTest {
  private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
  private static final CertificateStatus REVOKED = new RevokedStatus(Date.from(GONE), 1);
  private static final Network LOOPBACK = Network.parse("127.0.0.0/8");

  private AuthorityServer authority;
  private RevocationClient client;

  @BeforeEach
  void open() throws Exception {
    authority = new AuthorityServer();
    client = client(List.of(LOOPBACK));
  }

  @AfterEach
  void close() {
    client.close();
    authority.close();
  }

  private RevocationClient client(List<Network> permitted) {
    var names =
        Map.of(
            "inside.example", "127.0.0.1",
            "metadata.example", "169.254.169.254",
            "private.example", "10.0.0.7");
    return new RevocationClient(
        host ->
            CompletableFuture.completedFuture(
                AuthorityServer.resolved(names.getOrDefault(host, "192.0.2.1"))),
        permitted,
        InstantSource.fixed(NOW));
  }

  @Test
  void crl_good() throws Exception {
    var leaf = authority.leaf(authority.url("/1.crl"));
    authority.on("/1.crl", body(authority.crl(authority.root, HOUR_AGO)));
    var answer = ask(leaf);
    assertEquals(Status.GOOD, answer.status(), answer::toString);
    assertEquals(Source.CRL, answer.source());
    assertEquals(authority.url("/1.crl"), answer.address());
  }

  @Test
  void crl_revoked() throws Exception {
    var leaf = authority.leaf(authority.url("/1.crl"));
    authority.on("/1.crl", body(authority.crl(authority.root, HOUR_AGO, leaf)));
    var answer = ask(leaf);
    assertEquals(Status.REVOKED, answer.status(), answer::toString);
    assertEquals(Optional.of(GONE), answer.revokedAt());
    assertEquals("keyCompromise", answer.detail());
  }

  /** The leaf and its own issuer's answer are good; the authority above revoked the issuer. */
  @Test
  void intermediate_isAskedAboutToo() throws Exception {
    var between = authority.below(authority.root, "between", "/root.crl");
    var leaf = authority.below(between, "leaf", "/nothing.crl").getCertificate();
    authority.on(
        "/root.crl", body(authority.crl(authority.root, HOUR_AGO, between.getCertificate())));
    var answers = answers(client, leaf, between.getCertificate());
    assertEquals(
        List.of(Status.UNREACHABLE, Status.REVOKED),
        answers.stream().map(RevocationAnswer::status).toList(),
        answers::toString);
    assertEquals(authority.url("/root.crl"), answers.getLast().address());
    assertEquals(Optional.of(GONE), answers.getLast().revokedAt());
  }

  @Test
  void certificatesBeyondTheBound_areNotedAsNotAsked() throws Exception {
    var path = new ArrayList<X509Certificate>();
    var issuer = authority.root;
    for (var name : List.of("first", "second", "third", "leaf")) {
      issuer = authority.below(issuer, name, "/" + name + ".crl");
      path.addFirst(issuer.getCertificate());
    }
    var answers = answers(client, path.toArray(X509Certificate[]::new));
    assertEquals(4, answers.size(), answers::toString);
    assertEquals(Status.NOT_ASKED, answers.getLast().status());
    assertEquals(authority.url("/first.crl"), answers.getLast().address());
    assertEquals("only 3 certificates of a path are asked for", answers.getLast().detail());
    assertFalse(authority.requests.contains("GET /first.crl"), authority.requests::toString);
  }

  @Test
  void crl_expiredOrWronglySigned_decidesNothing() throws Exception {
    var old = authority.leaf(authority.url("/old.crl"));
    authority.on(
        "/old.crl", body(authority.crl(authority.root, NOW.minus(Duration.ofDays(9)), old)));
    assertEquals(Status.STALE, ask(old).status());
    var forged = authority.leaf(authority.url("/forged.crl"));
    var namesake = AuthorityServer.dated("root").setIsCertificateAuthority(true).buildSelfSigned();
    authority.on("/forged.crl", body(authority.crl(namesake, HOUR_AGO, forged)));
    assertEquals(Status.UNVERIFIED, ask(forged).status());
  }

  @Test
  void ocsp_goodRevokedAndUnknown() throws Exception {
    var leaf = authority.leafWithResponder(authority.url("/ocsp"));
    authority.on("/ocsp", authority.responder(authority.root, HOUR_AGO, CertificateStatus.GOOD));
    var good = ask(leaf);
    assertEquals(Status.GOOD, good.status(), good::toString);
    assertEquals(Source.OCSP, good.source());
    assertEquals(List.of("POST /ocsp"), authority.requests);
    authority.on("/revoked", authority.responder(authority.root, HOUR_AGO, REVOKED));
    var revoked = ask(authority.leafWithResponder(authority.url("/revoked")));
    assertEquals(Status.REVOKED, revoked.status(), revoked::toString);
    assertEquals(Optional.of(GONE), revoked.revokedAt());
    authority.on("/unknown", authority.responder(authority.root, HOUR_AGO, new UnknownStatus()));
    var unknown = ask(authority.leafWithResponder(authority.url("/unknown")));
    assertEquals(Status.UNKNOWN, unknown.status(), unknown::toString);
  }

  @Test
  void ocsp_expiredOrWronglySigned_decidesNothing() throws Exception {
    authority.on(
        "/old", authority.responder(authority.root, NOW.minus(Duration.ofDays(9)), REVOKED));
    assertEquals(Status.STALE, ask(authority.leafWithResponder(authority.url("/old"))).status());
    var stranger = AuthorityServer.dated("root").setIsCertificateAuthority(true).buildSelfSigned();
    authority.on("/forged", authority.responder(stranger, HOUR_AGO, REVOKED));
    assertEquals(
        Status.UNVERIFIED, ask(authority.leafWithResponder(authority.url("/forged"))).status());
  }

  @Test
  void nextServer_isAskedAfterOneWithoutAnAnswer() throws Exception {
    var leaf = authority.leafWithResponder(authority.url("/gone"), authority.url("/ocsp"));
    authority.on("/ocsp", authority.responder(authority.root, HOUR_AGO, REVOKED));
    assertEquals(Status.REVOKED, ask(leaf).status());
    assertEquals(List.of("POST /gone", "POST /ocsp"), authority.requests);
  }

  @Test
  void hugeAnswer_isNotRead() throws Exception {
    authority.on(
        "/huge",
        exchange -> {
          exchange.sendResponseHeaders(200, 1L << 40);
          exchange.getResponseBody().write(new byte[1_000]);
          exchange.getResponseBody().flush();
        });
    var announced = ask(authority.leaf(authority.url("/huge")));
    assertEquals(Status.UNREACHABLE, announced.status());
    assertTrue(announced.detail().contains("announced: 1099511627776"), announced::detail);
    authority.on("/long", body(new byte[RevocationLists.LIMIT + 1]));
    assertEquals(Status.UNREACHABLE, ask(authority.leaf(authority.url("/long"))).status());
  }

  /** The sweep does not wait for it, and a later sweep has the answer. */
  @Test
  void slowServer_isANote_andItsAnswerIsKept() throws Exception {
    var leaf = authority.leaf(authority.url("/slow.crl"));
    var list = authority.crl(authority.root, HOUR_AGO, leaf);
    authority.on(
        "/slow.crl",
        exchange -> {
          assertTrue(authority.silence.await(10, TimeUnit.SECONDS));
          body(list).answer(exchange);
        });
    var late = ask(leaf);
    assertEquals(Status.UNREACHABLE, late.status(), late::toString);
    assertTrue(late.detail().contains("1500 ms"), late::detail);
    authority.silence.countDown();
    var later = late;
    for (int i = 0; i < 20 && !later.isConclusive(); i++) {
      later = ask(leaf);
    }
    assertEquals(Status.REVOKED, later.status(), later::toString);
    assertEquals(1, authority.requests.size(), authority.requests::toString);
  }

  @Test
  void thousandVantages_askOnce() throws Exception {
    var leaf = authority.leaf(authority.url("/1.crl"));
    authority.on("/1.crl", body(authority.crl(authority.root, HOUR_AGO)));
    for (int i = 0; i < 1_000; i++) {
      ask(leaf);
    }
    assertEquals(1, authority.requests.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9/x.crl",
        "http://[::1]:9000/x.crl",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.7/x.crl",
        "http://192.168.1.1/x.crl",
        "http://[fd00::1]/x.crl",
        "http://[fe80::1]/x.crl",
        "http://[64:ff9b::7f00:1]/x.crl",
        "http://2130706433/x.crl",
        "http://metadata.example/x.crl",
        "http://private.example/x.crl",
        "http://inside.example:25/x.crl",
        "http://user:secret@inside.example/x.crl",
        "https://inside.example/x.crl",
        "ldap://inside.example/x.crl",
        "file:///etc/passwd",
        "http:///x.crl"
      })
  void addressThatIsNotPublicHttp_isNotAsked(String address) throws Exception {
    try (var strict = client(List.of())) {
      var answer = ask(strict, authority.leaf(address));
      assertEquals(Status.NOT_ASKED, answer.status(), answer::toString);
    }
  }

  /** The name of the authority leads to the server itself, which is not permitted. */
  @Test
  void redirectToAnAddressThatIsNotPublic_isNotFollowed() throws Exception {
    authority.on(
        "/away",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/");
          exchange.sendResponseHeaders(302, -1);
        });
    var away = ask(authority.leaf(authority.url("/away")));
    assertEquals(Status.NOT_ASKED, away.status(), away::toString);
    authority.on(
        "/loop",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/loop");
          exchange.sendResponseHeaders(302, -1);
        });
    authority.requests.clear();
    var loop = ask(authority.leaf(authority.url("/loop")));
    assertEquals("more than 3 redirects", loop.detail());
    assertEquals(4, authority.requests.size());
  }

  @Test
  void redirect_isFollowed() throws Exception {
    var leaf = authority.leaf("http://inside.example:" + authority.port() + "/old.crl");
    authority.on("/1.crl", body(authority.crl(authority.root, HOUR_AGO, leaf)));
    authority.on(
        "/old.crl",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/1.crl");
          exchange.sendResponseHeaders(301, -1);
        });
    assertEquals(Status.REVOKED, ask(leaf).status());
  }

  @Test
  void certificateWithoutServers_hasNoAnswer() throws Exception {
    var leaf = AuthorityServer.dated("leaf").buildIssuedBy(authority.root).getCertificate();
    assertEquals(List.of(), answers(client, leaf));
  }

  private RevocationAnswer ask(X509Certificate leaf) throws Exception {
    return ask(client, leaf);
  }

  private RevocationAnswer ask(RevocationClient asked, X509Certificate leaf) throws Exception {
    var answers = answers(asked, leaf);
    assertEquals(1, answers.size(), answers::toString);
    return answers.getFirst();
  }

  /**
   * @param path from the leaf on, without the root
   */
  private List<RevocationAnswer> answers(RevocationClient asked, X509Certificate... path)
      throws Exception {
    var whole = new ArrayList<>(List.of(path));
    whole.add(authority.root.getCertificate());
    return asked.of(whole).get(20, TimeUnit.SECONDS);
  }
}
