package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.wire.Contract;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each context against a real server; {@code INTERNAL: reached} is the answer of the service. */
@Timeout(60)
final class LinkTlsTest {
  private static final VantageId VANTAGE = new VantageId("eu-a-1");
  private static final Duration TEN_YEARS = Duration.ofDays(3_650);

  private TestAuthority authority;
  private TestAuthority other;

  @BeforeEach
  void authorities() throws Exception {
    authority = TestAuthority.make("coordinator");
    other = TestAuthority.make("coordinator");
  }

  @Test
  void theRightPinConnects() throws Exception {
    try (var server = new TestCoordinator(authority, authority.serverTls())) {
      assertReached(server, LinkTls.enrolling(authority.hash()));
      assertReached(server, LinkTls.pinned(List.of(authority.certificate())));
    }
  }

  @Test
  void mutualPresentsTheAgentsCertificate() throws Exception {
    var identity = authority.identity(VANTAGE, Instant.now());
    try (var server = new TestCoordinator(authority, authority.serverTls())) {
      assertReached(server, LinkTls.mutual(identity));
      List<Certificate> presented = server.callers.poll(5, TimeUnit.SECONDS);
      assertEquals(identity.certificate(), presented.getFirst());
    }
  }

  @Test
  void anAgentsOwnCertificateIsSentWhateverTheClockSays() throws Exception {
    var identity = authority.identity(VANTAGE, Instant.now().plus(TEN_YEARS));
    var tls = acceptingAnyone();
    try (var server = new TestCoordinator(authority, tls)) {
      assertReached(server, LinkTls.mutual(identity));
      List<Certificate> presented = server.callers.poll(5, TimeUnit.SECONDS);
      assertEquals(identity.certificate(), presented.getFirst());
    }
  }

  @Test
  void anotherCaIsNamedWithBothHashes() throws Exception {
    try (var server = new TestCoordinator(other, other.serverTls())) {
      assertEquals(
          "the coordinator at "
              + server.address()
              + " is not the one this token is for: CA sha256 "
              + other.hash()
              + ", expected "
              + authority.hash(),
          failure(server, LinkTls.enrolling(authority.hash())));
      assertEquals(
          "the coordinator at "
              + server.address()
              + " is not the one this agent joined: CA sha256 "
              + other.hash()
              + ", expected "
              + authority.hash(),
          failure(server, LinkTls.pinned(List.of(authority.certificate()))));
    }
  }

  @Test
  void theRightCaBehindAServerOfAnotherIsRefused() throws Exception {
    var impostor = other.server(Contract.COORDINATOR_NAME, Instant.now());
    try (var server = new TestCoordinator(authority, authority.serverTls(impostor))) {
      var failure = failure(server, LinkTls.enrolling(authority.hash()));
      assertTrue(failure.contains(" is not trusted: "), failure);
    }
  }

  @Test
  void datesAreNotJudgedByTheLocalClock() throws Exception {
    for (var middle : List.of(Instant.now().minus(TEN_YEARS), Instant.now().plus(TEN_YEARS))) {
      var tls = authority.serverTls(authority.server(Contract.COORDINATOR_NAME, middle));
      try (var server = new TestCoordinator(authority, tls)) {
        assertReached(server, LinkTls.enrolling(authority.hash()));
        assertReached(server, LinkTls.pinned(List.of(authority.certificate())));
      }
    }
  }

  @Test
  void anotherNameIsRefused() throws Exception {
    var misnamed = authority.server("example.com", Instant.now());
    try (var server = new TestCoordinator(authority, authority.serverTls(misnamed))) {
      assertEquals(
          "the coordinator at "
              + server.address()
              + " is not trusted: the server's certificate is not for "
              + Contract.COORDINATOR_NAME,
          failure(server, LinkTls.pinned(List.of(authority.certificate()))));
    }
  }

  @Test
  void anAgentsCertificateMakesNoServer() throws Exception {
    var agent =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=agent")
            .addSanUriName(Contract.AGENT_URI + "agent")
            .addExtendedKeyUsageClientAuth();
    var bundle = authority.issue(agent);
    try (var server = new TestCoordinator(authority, authority.serverTls(bundle))) {
      var failure = failure(server, LinkTls.enrolling(authority.hash()));
      assertTrue(failure.contains("is not for " + Contract.COORDINATOR_NAME), failure);
    }
  }

  @Test
  void tls12IsRefused() throws Exception {
    var bundle = authority.server(Contract.COORDINATOR_NAME, Instant.now());
    var builder =
        SslContextBuilder.forServer(
            bundle.getKeyPair().getPrivate(), bundle.getCertificate(), authority.certificate());
    var tls = GrpcSslContexts.configure(builder, SslProvider.OPENSSL).protocols("TLSv1.2").build();
    try (var server = new TestCoordinator(authority, tls)) {
      var failure = failure(server, LinkTls.enrolling(authority.hash()));
      assertTrue(failure.contains("TLS 1.3 failed"), failure);
    }
  }

  private static void assertReached(TestCoordinator server, SslContext tls) {
    assertEquals(
        "the coordinator at " + server.address() + " refused: reached", failure(server, tls));
  }

  private static String failure(TestCoordinator server, SslContext tls) {
    server.refuse(Status.INTERNAL.withDescription("reached"));
    var channel = LinkChannel.open(LinkRoute.direct(server.address()), tls);
    try {
      var stub =
          EnrolmentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(25, TimeUnit.SECONDS);
      var failed =
          assertThrows(
              StatusRuntimeException.class, () -> stub.enrol(EnrolRequest.getDefaultInstance()));
      return CallFailure.line(LinkRoute.direct(server.address()), failed);
    } finally {
      ChannelShutdown.close(channel, Duration.ofSeconds(5));
    }
  }

  /** A server that does not validate the client's certificate. */
  private SslContext acceptingAnyone() throws Exception {
    var bundle = authority.server(Contract.COORDINATOR_NAME, Instant.now());
    var builder =
        SslContextBuilder.forServer(
            bundle.getKeyPair().getPrivate(), bundle.getCertificate(), authority.certificate());
    return GrpcSslContexts.configure(builder, SslProvider.OPENSSL)
        .protocols("TLSv1.3")
        .clientAuth(ClientAuth.OPTIONAL)
        .trustManager(InsecureTrustManagerFactory.INSTANCE)
        .build();
  }
}
