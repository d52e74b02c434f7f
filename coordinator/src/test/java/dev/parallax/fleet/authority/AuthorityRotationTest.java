package dev.parallax.fleet.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.SettableClock;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a rotation, on the files of an authority; each {@code start} is a coordinator's. */
final class AuthorityRotationTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2031-05-01T12:00:00Z");
  private final AgentKeys keys = AgentKeys.generate();
  private AuthorityRotation rotation;

  @BeforeEach
  void open() {
    rotation = new AuthorityRotation(folder, clock);
  }

  @Test
  void aSuccessorIsAnnounced_andDoesNotSign() {
    var before = start();
    var prepared = rotation.prepare(new SecureRandom());

    var during = start();

    assertEquals(before.fingerprint(), during.fingerprint());
    assertEquals(
        List.of(before.fingerprint(), prepared.fingerprint()),
        during.anchors().stream()
            .map(AuthorityRotation.Anchor::of)
            .map(AuthorityRotation.Anchor::fingerprint)
            .toList());
    assertTrue(during.signed(agent(before)));
  }

  @Test
  void afterTheSwitchTheSuccessorSigns_andFormerCertificatesAreAccepted() {
    var former = agent(start());
    rotation.prepare(new SecureRandom());
    start();

    var signing = rotation.replace();
    var after = start();

    assertEquals(signing.fingerprint(), after.fingerprint());
    assertEquals(List.of(after.certificate()), after.anchors());
    assertTrue(after.issued(former) && !after.signed(former));
    assertTrue(after.signed(agent(after)));
  }

  @Test
  void afterForgettingFormerCertificatesAreRefused() {
    var former = agent(start());
    rotation.prepare(new SecureRandom());
    start();
    rotation.replace();
    start();
    rotation.forget();

    assertFalse(start().issued(former));
    assertEquals(List.of(), rotation.state().former());
  }

  @Test
  void aVantageKnowsTheSuccessor_onceItHasRenewedAfterTheAnnouncement() {
    var early = notAfter(agent(start()));
    rotation.prepare(new SecureRandom());
    assertFalse(AuthorityRotation.knows(rotation.state(), early), "not announced");
    clock.advance(Duration.ofHours(1));
    var late = notAfter(agent(start()));

    assertFalse(AuthorityRotation.knows(rotation.state(), early));
    assertTrue(AuthorityRotation.knows(rotation.state(), late));
  }

  @Test
  void aCertificateIsOfThePresentAuthority_onceRenewedAfterItsFirstStart() {
    rotate();
    var between = notAfter(agent(CertificateAuthority.open(folder, clock, new SecureRandom())));
    assertFalse(AuthorityRotation.isSignedByPresent(rotation.state(), between), "not started");
    clock.advance(Duration.ofHours(1));
    var late = notAfter(agent(start()));

    assertFalse(AuthorityRotation.isSignedByPresent(rotation.state(), between));
    assertTrue(AuthorityRotation.isSignedByPresent(rotation.state(), late));
  }

  @Test
  void withoutARotationEveryCertificateIsOfThePresentAuthority() {
    var certificate = notAfter(agent(start()));
    assertTrue(AuthorityRotation.isSignedByPresent(rotation.state(), certificate));
  }

  @Test
  void aSwitchBeforeTheAnnouncementIsRefused() {
    start();
    assertRefused("no successor is prepared", rotation::replace);
    rotation.prepare(new SecureRandom());
    assertRefused("no agent has learnt the successor", rotation::replace);
    assertRefused("prepared already", () -> rotation.prepare(new SecureRandom()));
  }

  /** Interrupted after the files of the new authority were written. */
  @Test
  void anInterruptedSwitchIsRepeated() throws IOException {
    var former = agent(start());
    rotation.prepare(new SecureRandom());
    start();
    var successor = Files.readString(folder.resolve(Succession.SUCCESSOR_FILE));
    var key = Files.readString(folder.resolve("successor-key.pem"));
    var announced = Files.readString(folder.resolve("successor-announced"));
    var signing = rotation.replace();
    Files.writeString(folder.resolve(Succession.SUCCESSOR_FILE), successor);
    Files.writeString(folder.resolve("successor-key.pem"), key);
    Files.writeString(folder.resolve("successor-announced"), announced);

    assertEquals(signing, rotation.replace());
    var after = start();
    assertEquals(signing.fingerprint(), after.fingerprint());
    assertTrue(after.issued(former));
    assertEquals(1, rotation.state().former().size());
  }

  @Test
  void withoutAnAuthorityTheStateIsRefused() {
    assertRefused("no authority in ", rotation::state);
  }

  private void rotate() {
    start();
    rotation.prepare(new SecureRandom());
    start();
    rotation.replace();
  }

  private CertificateAuthority start() {
    var opened = CertificateAuthority.open(folder, clock, new SecureRandom());
    rotation.started();
    return opened;
  }

  private X509Certificate agent(CertificateAuthority authority) {
    return authority.agent(new VantageId("eu-1"), "abc", 0, keys.pair().getPublic());
  }

  private static Instant notAfter(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  private static void assertRefused(String why, Runnable step) {
    var refused = assertThrows(StoreException.class, step::run);
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
  }
}
