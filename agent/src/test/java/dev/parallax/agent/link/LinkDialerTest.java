package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolmentServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class LinkDialerTest {
  private static final VantageId VANTAGE = new VantageId("eu-a-1");

  private final BlockingQueue<AgentIdentity> renewed = new LinkedBlockingQueue<>();
  private TestAuthority authority;
  private TestCoordinator coordinator;

  @BeforeEach
  void start() throws Exception {
    authority = TestAuthority.make("coordinator");
    coordinator = new TestCoordinator(authority, authority.serverTls());
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  /** To a certificate of ten years ago this host's clock is ten years off. */
  @ParameterizedTest
  @ValueSource(ints = {-3_650, 0, 3_650})
  void renewsAtHalfLifeByTheCoordinatorsClock(int days) throws Exception {
    var identity = authority.identity(VANTAGE, Instant.now().plus(Duration.ofDays(days)));
    var dialer = dialer(identity);
    dialer.renewIfDue();
    dialer.coordinatorTime(halfLife(identity).minusSeconds(3_600));
    dialer.renewIfDue();
    assertEquals(0, renewed.size(), "not due yet");

    dialer.coordinatorTime(halfLife(identity).plusSeconds(1));
    dialer.renewIfDue();
    assertEquals(1, renewed.size());
  }

  @Test
  void dialsWithTheRenewedCertificate() throws Exception {
    var dialer = dialer(authority.identity(VANTAGE, Instant.now()));
    dialer.refused(Status.UNAUTHENTICATED.withDescription("expired"));
    assertEquals(renewed.element().certificate(), presented(dialer));
  }

  @Test
  void aBrokenHandshakeOverTheCertificateRenewsToo() throws Exception {
    var dialer = dialer(authority.identity(VANTAGE, Instant.now()));
    dialer.refused(Status.UNAVAILABLE.withCause(new SSLException("CERTIFICATE_EXPIRED")));
    assertEquals(1, renewed.size());
  }

  @Test
  void anotherRefusalRenewsNothing() throws Exception {
    var dialer = dialer(authority.identity(VANTAGE, Instant.now()));
    dialer.refused(Status.UNAVAILABLE.withDescription("shutting down"));
    assertEquals(0, renewed.size());
  }

  @Test
  void keepsTheOldIdentityWhenRenewalFails() throws Exception {
    var old = authority.identity(VANTAGE, Instant.now());
    var dialer = dialer(old);
    coordinator.refuse(Status.PERMISSION_DENIED.withDescription("revoked"));
    dialer.refused(Status.UNAUTHENTICATED);
    assertEquals(0, renewed.size());
    assertEquals(old.certificate(), presented(dialer));
  }

  /**
   * The older certificate would be void once the new one is used, and the end of this process loses
   * the new one.
   */
  @Test
  void aCertificateThatCannotBeKept_isUsedOnlyWhenTheOlderIsRefused() throws Exception {
    var old = authority.identity(VANTAGE, Instant.now());
    var enrolment = new EnrolmentClient(route(), Duration.ofSeconds(10));
    var dialer =
        new LinkDialer(
            CoordinatorList.of(route(), VANTAGE),
            old,
            enrolment,
            _ -> {
              throw new IllegalStateException("the disk is full");
            });
    dialer.coordinatorTime(halfLife(old).plusSeconds(1));
    dialer.renewIfDue();
    dialer.coordinatorTime(halfLife(old).minusSeconds(3_600));
    assertEquals(old.certificate(), presented(dialer));

    coordinator.answer();
    dialer.refused(Status.UNAUTHENTICATED);
    assertNotEquals(old.certificate(), presented(dialer));
  }

  private LinkRoute route() {
    return LinkRoute.direct(coordinator.address());
  }

  private LinkDialer dialer(AgentIdentity identity) {
    var enrolment = new EnrolmentClient(route(), Duration.ofSeconds(10));
    return new LinkDialer(CoordinatorList.of(route(), VANTAGE), identity, enrolment, renewed::add);
  }

  private static Instant halfLife(AgentIdentity identity) {
    var from = identity.certificate().getNotBefore().toInstant();
    return from.plus(
        Duration.between(from, identity.certificate().getNotAfter().toInstant()).dividedBy(2));
  }

  /** The certificate of a caller on a channel of this dialer, as received by the server. */
  private Certificate presented(LinkDialer dialer) throws Exception {
    coordinator.callers.clear();
    coordinator.refuse(Status.INTERNAL);
    var channel = dialer.dial();
    try {
      var stub =
          EnrolmentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
      assertThrows(
          StatusRuntimeException.class, () -> stub.enrol(EnrolRequest.getDefaultInstance()));
    } finally {
      ChannelShutdown.close(channel, Duration.ofSeconds(5));
    }
    List<Certificate> presented = coordinator.callers.poll(10, TimeUnit.SECONDS);
    return presented.getFirst();
  }
}
