package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.keys.P256;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.vantage.VantageId;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(30)
final class EnrolmentClientTest {
  private static final VantageId VANTAGE = new VantageId("eu-a-1");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private TestAuthority authority;
  private TestCoordinator coordinator;
  private EnrolmentClient enrolment;

  @BeforeEach
  void start() throws Exception {
    authority = TestAuthority.make("coordinator");
    coordinator = new TestCoordinator(authority, authority.serverTls());
    enrolment = new EnrolmentClient(LinkRoute.direct(coordinator.address()), PATIENCE);
  }

  @AfterEach
  void stop() throws Exception {
    coordinator.close();
  }

  @Test
  void joiningGivesAnIdentityOfThisVantage() throws Exception {
    var enrolled = enrolment.join(token(authority.hash()), VANTAGE, Map.of("isp", "a"));
    assertEquals(Map.of("isp", "a", "region", "bound"), enrolled.labels());
    var identity = enrolled.identity();
    assertEquals(VANTAGE, identity.vantage());
    assertEquals(authority.certificate(), identity.authority());
    assertTrue(P256.isPair(identity.key(), identity.certificate().getPublicKey()));
    assertEquals(List.of(), coordinator.callers.poll(5, TimeUnit.SECONDS));
  }

  @Test
  void anIdentityPrintsWithoutItsKey() throws Exception {
    var identity = enrolment.join(token(authority.hash()), VANTAGE, Map.of()).identity();
    assertTrue(identity.toString().matches("eu-a-1 until [0-9TZ:-]+"), identity.toString());
  }

  @Test
  void theTokenIsNotSentToAnotherCoordinator() throws Exception {
    var elsewhere = TestAuthority.make("elsewhere");
    var failed = failure(() -> enrolment.join(token(elsewhere.hash()), VANTAGE, Map.of()));
    assertEquals(
        "the coordinator at "
            + coordinator.address()
            + " is not the one this token is for: CA sha256 "
            + authority.hash()
            + ", expected "
            + elsewhere.hash(),
        failed.getMessage());
    assertTrue(coordinator.enrolments.isEmpty());
  }

  @Test
  void whatTheCoordinatorSaysIsSaid() {
    coordinator.refuse(Status.UNAUTHENTICATED.withDescription("token abcd1234 expired\u001b[2J"));
    var failed = failure(() -> enrolment.join(token(authority.hash()), VANTAGE, Map.of()));
    assertEquals(
        "the coordinator at " + coordinator.address() + " refused: token abcd1234 expired",
        failed.getMessage());
    assertEquals(Status.Code.UNAUTHENTICATED, failed.code());
  }

  @Test
  void aClosedPortIsNamed() throws Exception {
    coordinator.close();
    var failed = failure(() -> enrolment.join(token(authority.hash()), VANTAGE, Map.of()));
    var message = String.valueOf(failed.getMessage());
    assertTrue(
        message.startsWith("cannot reach the coordinator at " + coordinator.address() + ": "),
        message);
    assertTrue(message.contains("Connection refused"), message);
  }

  @Test
  void aSilentPeerIsGivenUpOn() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var at = new HostPort("127.0.0.1", silent.getLocalPort());
      var impatient = new EnrolmentClient(LinkRoute.direct(at), Duration.ofMillis(300));
      var failed = failure(() -> impatient.join(token(authority.hash()), VANTAGE, Map.of()));
      assertEquals("the coordinator at " + at + " did not answer in time", failed.getMessage());
    }
  }

  @Test
  void renewingProvesTheOldKeyAndMakesANewOne() throws Exception {
    var old = authority.identity(VANTAGE, Instant.now().minus(Duration.ofDays(20)));
    var renewed = enrolment.renew(old);
    assertNotEquals(old.key(), renewed.key());
    assertTrue(P256.isPair(renewed.key(), renewed.certificate().getPublicKey()));
    assertFalse(P256.isPair(old.key(), renewed.certificate().getPublicKey()));
    assertEquals(old.authority(), renewed.authority());
  }

  @Test
  void aRevokedAgentCannotRenew() throws Exception {
    coordinator.refuse(Status.PERMISSION_DENIED.withDescription("revoked"));
    var old = authority.identity(VANTAGE, Instant.now());
    assertEquals(Status.Code.PERMISSION_DENIED, failure(() -> enrolment.renew(old)).code());
  }

  private static JoinToken token(Bytes authority) {
    return new JoinToken(authority, "abcd1234", "secret-secret-secret");
  }

  private static EnrolmentException failure(Executable call) {
    return assertThrows(EnrolmentException.class, call);
  }
}
