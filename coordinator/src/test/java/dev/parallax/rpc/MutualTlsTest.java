package dev.parallax.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.authority.Role;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolResponse;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.v1.RenewRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Admission over real sockets. */
@Timeout(60)
final class MutualTlsTest {
  @TempDir Path folder;
  private final AgentKeys keys = AgentKeys.generate();
  private Desk desk;
  private TlsServer server;

  @BeforeEach
  void start() throws Exception {
    desk = new Desk(folder);
    server = TlsServer.start(desk);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    desk.close();
  }

  @Test
  void nobody_isUnauthenticatedOutsideEnrolment() {
    assertRefused(Status.Code.UNAUTHENTICATED, () -> server.anonymous().callOperator());
    assertRefused(Status.Code.UNAUTHENTICATED, () -> server.anonymous().callAgent());
    assertRefused(Status.Code.UNAUTHENTICATED, () -> server.anonymous().callReflection());
  }

  @Test
  void nobody_mayNotAskForHealth() {
    var health = HealthGrpc.newBlockingStub(server.anonymous().channel());
    var question = HealthCheckRequest.getDefaultInstance();
    assertRefused(Status.Code.UNAUTHENTICATED, () -> health.check(question));
    assertRefused(Status.Code.UNAUTHENTICATED, () -> health.watch(question).next());
  }

  @Test
  void operator_mayAskForHealth() {
    var identity = desk.operator();
    var channel = server.with(identity.key(), identity.certificate()).channel();
    var answer = HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
    assertEquals(ServingStatus.SERVING, answer.getStatus());
  }

  @Test
  void agent_mayAskForHealth() {
    var response = enrol(desk.token(), "eu-1");
    var channel = server.with(keys.pair().getPrivate(), certificate(response)).channel();
    var answer = HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
    assertEquals(ServingStatus.SERVING, answer.getStatus());
  }

  @Test
  void joined_agentIsKnownByItsCertificate() {
    var response = enrol(desk.token(), "eu-1");
    assertEquals(response.getAuthority(), der(desk.authority.certificate()));
    server.with(keys.pair().getPrivate(), certificate(response)).callAgent();
    var agent = (Role.Agent) server.callers().getFirst();
    assertEquals(new VantageId("eu-1"), agent.vantage());
  }

  @Test
  void agent_mayNotCallOperatorsNorReflection() {
    var agent = agent("eu-1");
    assertRefused(Status.Code.PERMISSION_DENIED, agent::callOperator);
    assertRefused(Status.Code.PERMISSION_DENIED, agent::callReflection);
  }

  @Test
  void operator_mayCallOperatorsAndReflection_notAgents() {
    var identity = desk.operator();
    var operator = server.with(identity.key(), identity.certificate());
    operator.callOperator();
    assertEquals(List.of(Role.of(identity.certificate())), server.callers());
    operator.callReflection();
    assertRefused(Status.Code.PERMISSION_DENIED, operator::callAgent);
  }

  @Test
  void certificateOfAnotherCoordinator_breaksTheHandshake() {
    try (var other = new Desk(folder.resolve("other"))) {
      var foreign = server.with(keys.pair().getPrivate(), other.joined("eu-1", keys));
      assertRefused(Status.Code.UNAVAILABLE, foreign::callAgent);
      assertEquals(List.of(), server.callers());
    }
  }

  @Test
  void serversOwnCertificate_isNoClients() {
    var identity = desk.authority.server("127.0.0.1");
    var mirrored = server.with(identity.key(), identity.certificate());
    assertRefused(Status.Code.UNAVAILABLE, mirrored::callOperator);
  }

  @Test
  void expiredAgent_isToldSoAndMayRenew() {
    var response = enrol(desk.token(), "eu-1");
    desk.clock.advance(Duration.ofDays(8));
    var expired = server.with(keys.pair().getPrivate(), certificate(response));
    var said = assertRefused(Status.Code.UNAUTHENTICATED, expired::callAgent);
    assertTrue(said.contains("the certificate is valid from 2031-05-01T11:00:00Z"), said);

    var newKeys = AgentKeys.generate();
    var request = newKeys.signingRequest();
    var renewed =
        EnrolmentServiceGrpc.newBlockingStub(expired.channel())
            .renew(
                RenewRequest.newBuilder()
                    .setCertificate(response.getCertificate())
                    .setSigningRequest(bytes(request))
                    .setProof(bytes(keys.proof(request)))
                    .build());
    server
        .with(newKeys.pair().getPrivate(), TlsServer.certificate(renewed.getCertificate()))
        .callAgent();
  }

  @Test
  void revokedAgent_isDeniedForGood() {
    var agent = agent("eu-1");
    agent.callAgent();
    desk.store.revokeVantage(new VantageId("eu-1"));
    assertEquals(
        "vantage eu-1 is revoked", assertRefused(Status.Code.PERMISSION_DENIED, agent::callAgent));
  }

  @Test
  void enrol_refusalsAreNamed() {
    var used = desk.token();
    enrol(used, "eu-1");
    assertTrue(refusal(Status.Code.UNAUTHENTICATED, used, "eu-2").endsWith("is used up"));
    var expired = desk.token();
    desk.clock.advance(Duration.ofHours(2));
    assertTrue(refusal(Status.Code.UNAUTHENTICATED, expired, "eu-2").contains(" expired at "));
    refusal(Status.Code.INVALID_ARGUMENT, "no token", "eu-2");
    refusal(Status.Code.INVALID_ARGUMENT, desk.token(), "eu 2");
    refusal(Status.Code.ALREADY_EXISTS, desk.token(), "eu-1");
  }

  @Test
  void enrol_tokenOfAnotherCoordinator() {
    try (var other = new Desk(folder.resolve("other"))) {
      var said = refusal(Status.Code.UNAUTHENTICATED, other.token(), "eu-1");
      assertTrue(said.endsWith("was made by another coordinator"), said);
    }
  }

  private TlsClient agent(String name) {
    return server.with(keys.pair().getPrivate(), certificate(enrol(desk.token(), name)));
  }

  private EnrolResponse enrol(String token, String name) {
    return EnrolmentServiceGrpc.newBlockingStub(server.anonymous().channel())
        .enrol(
            EnrolRequest.newBuilder()
                .setToken(token)
                .setName(name)
                .setSigningRequest(bytes(keys.signingRequest()))
                .build());
  }

  private String refusal(Status.Code code, String token, String name) {
    return assertRefused(code, () -> enrol(token, name));
  }

  private static String assertRefused(Status.Code code, Runnable call) {
    var refused = assertThrows(StatusRuntimeException.class, call::run);
    assertEquals(code, refused.getStatus().getCode(), refused.getMessage());
    return String.valueOf(refused.getStatus().getDescription());
  }

  private static X509Certificate certificate(EnrolResponse response) {
    return TlsServer.certificate(response.getCertificate());
  }

  private static ByteString bytes(Bytes content) {
    return ByteString.copyFrom(content.toArray());
  }

  private static ByteString der(X509Certificate certificate) {
    try {
      return ByteString.copyFrom(certificate.getEncoded());
    } catch (CertificateEncodingException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
