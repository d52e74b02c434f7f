package dev.parallax.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.stage.Authority;
import dev.parallax.stage.ServerIdentity;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PeersTest {
  private static final String SITE = "site.example.test";
  private static final String OLD = "old.example.test";
  private static final String HIT = "127.10.1.1";
  private static final String SPARED = "127.10.2.1";
  private static final Set<InetAddress> SOURCES = Set.of(InetAddress.ofLiteral(HIT));

  private final PeerLoop loop = new PeerLoop();
  private final Authority authority;
  private final InetSocketAddress origin;
  private final Client hit;
  private final Client spared;

  PeersTest() throws GeneralSecurityException, IOException {
    var now = Instant.now();
    authority = new Authority(now);
    hit = new Client(HIT, authority);
    spared = new Client(SPARED, authority);
    origin =
        TlsOrigin.start(
            loop,
            at("127.200.0.1"),
            issue("default.example.test", now),
            Map.of(
                SITE,
                issue(SITE, now),
                OLD,
                authority.issue(OLD, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)))),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void origin_answers200WithTheCertificateOfTheName() throws IOException {
    assertEquals("HTTP/1.1 200 OK", hit.get(origin, SITE));
    assertEquals("CN=" + SITE, subject(hit.handshake(origin, Optional.of(SITE))));
  }

  @Test
  void origin_showsTheDefaultCertificateForAnyOtherNameAndForNone() throws IOException {
    var standard = "CN=default.example.test";
    assertEquals(standard, subject(hit.handshake(origin, Optional.of("other.example.test"))));
    assertEquals(standard, subject(hit.handshake(origin, Optional.empty())));
  }

  @Test
  void origin_showsAnExpiredCertificateWhereItHasOne() {
    var refusal = assertThrows(IOException.class, () -> hit.handshake(origin, Optional.of(OLD)));
    assertTrue(causes(refusal, CertificateExpiredException.class), refusal::toString);
  }

  @Test
  void relay_passesBothDirections() throws IOException {
    var relay = relay(Interference.none());
    assertEquals("HTTP/1.1 200 OK", hit.get(relay, SITE));
  }

  @Test
  void relay_resetsEveryHelloOfItsSourcesOnly() throws IOException {
    var relay = relay(Interference.resetEveryHello(SOURCES));
    assertReset(relay, Optional.of(SITE));
    assertReset(relay, Optional.of("other.example.test"));
    assertReset(relay, Optional.empty());
    assertEquals("HTTP/1.1 200 OK", spared.get(relay, SITE));
  }

  @Test
  void relay_resetsOneNameOfItsSourcesOnly() throws IOException {
    var relay = relay(Interference.resetName(SOURCES, SITE));
    assertReset(relay, Optional.of(SITE));
    hit.handshake(relay, Optional.of("other.example.test"));
    hit.handshake(relay, Optional.empty());
    assertEquals("HTTP/1.1 200 OK", spared.get(relay, SITE));
  }

  @Test
  void relay_resetsAShareOfTheHellos() throws IOException {
    var relay = relay(Interference.resetName(SOURCES, SITE, Dice.seeded(1, 0.8)));
    int resets = 0;
    for (int trial = 0; trial < 40; trial++) {
      try {
        hit.handshake(relay, Optional.of(SITE));
      } catch (IOException reset) {
        resets++;
      }
    }
    assertTrue(resets >= 24 && resets < 40, "about 32 resets of 40, got: " + resets);
  }

  @Test
  void relay_capturedReplies_resetsAfterAWhile_dataOrNot() throws IOException {
    var relay = relay(Interference.captureReplies(SOURCES, Duration.ofMillis(240)));
    var start = System.nanoTime();
    try (var silent = hit.connect(relay)) {
      assertThrows(SocketException.class, () -> silent.getInputStream().read());
    }
    var took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.toMillis() >= 230, "reset after 240 ms, got: " + took);
    assertReset(relay, Optional.of(SITE));
    assertEquals("HTTP/1.1 200 OK", spared.get(relay, SITE));
  }

  @Test
  void warmUp_shakesHandsAndTellsASiteThatCannot() throws IOException, GeneralSecurityException {
    SiteWarmUp.of(loop, origin, SITE, authority);
    assertThrows(IOException.class, () -> SiteWarmUp.of(loop, origin, OLD, authority));
  }

  @Test
  void closedPort_refuses() throws IOException {
    try (var closed = new ClosedPort(at("127.100.0.9"))) {
      assertThrows(ConnectException.class, () -> hit.connect(closed.address()));
    }
  }

  @Test
  void authority_certificateIsItsOwnIssuer() throws GeneralSecurityException {
    var certificate = authority.certificate();
    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity(Date.from(Instant.now()));
  }

  private void assertReset(InetSocketAddress relay, Optional<String> serverName) {
    var end = assertThrows(SocketException.class, () -> hit.handshake(relay, serverName));
    assertTrue(String.valueOf(end.getMessage()).contains("reset"), end::toString);
  }

  private InetSocketAddress relay(Interference interference) throws IOException {
    return Relay.start(loop, at("127.100.0.1"), origin, interference);
  }

  private ServerIdentity issue(String host, Instant now) throws GeneralSecurityException {
    return authority.issue(host, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
  }

  private static InetSocketAddress at(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  private static boolean causes(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
