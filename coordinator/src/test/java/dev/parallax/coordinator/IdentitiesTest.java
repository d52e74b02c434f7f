package dev.parallax.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.parallax.fleet.AgentKeys;
import dev.parallax.v1.CoordinatorMessage.KindCase;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.v1.Hello;
import dev.parallax.v1.ListOperatorsRequest;
import dev.parallax.v1.ListSweepsRequest;
import dev.parallax.v1.OperatorCertificate;
import dev.parallax.v1.OperatorServiceGrpc;
import dev.parallax.v1.RenewRequest;
import dev.parallax.v1.RevokeOperatorRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One key in two processes, over real sockets. */
@Timeout(60)
final class IdentitiesTest {
  private static final Hello FIRST = hello("first");
  private static final Hello SECOND = hello("second");

  @TempDir Path folder;
  private final AgentKeys keys = AgentKeys.generate();
  private Stage stage;
  private X509Certificate certificate;

  @BeforeEach
  void start() throws Exception {
    stage = new Stage(folder);
    certificate = stage.enrol("eu-1", keys);
  }

  @AfterEach
  void stop() throws Exception {
    stage.close();
  }

  @Test
  void aStolenKey_doesNotPushOutTheAgent_andIsAnAlarm() throws Exception {
    var owner = agent(certificate, keys, FIRST);
    for (var hello : List.of(SECOND, Hello.getDefaultInstance())) {
      assertEquals(
          Status.Code.ABORTED, new HonestAgent(channel(certificate, keys), hello).end().getCode());
    }
    stage.drain("eu-1");
    owner.await(KindCase.DRAIN);
    assertFalse(owner.hasEnded());
    var conflict = stage.vantage("eu-1").getIdentityConflicts(0);
    assertEquals("second_process", conflict.getKind());
    assertEquals(2, conflict.getTimes());
  }

  @Test
  void theSameProcess_connectsAgainAtOnce() throws Exception {
    var before = agent(certificate, keys, FIRST);
    var after = agent(certificate, keys, FIRST);
    assertEquals(Status.Code.UNAVAILABLE, before.end().getCode());
    assertFalse(after.hasEnded());
    assertEquals(0, stage.vantage("eu-1").getIdentityConflictsCount());
  }

  @Test
  void anotherProcess_connectsAtOnceWhenTheFirstIsGone() throws Exception {
    var channel = channel(certificate, keys);
    new HonestAgent(channel, FIRST).await(KindCase.HEARTBEAT);
    channel.shutdownNow();
    assertFalse(agent(certificate, keys, SECOND).hasEnded());
  }

  @Test
  void aRenewedCertificateInUse_voidsTheOlder_andItsUseIsAnAlarm() throws Exception {
    var newKeys = AgentKeys.generate();
    var renewed = renew(newKeys);
    var lost = channel(certificate, keys);
    new HonestAgent(lost, FIRST).await(KindCase.HEARTBEAT);
    lost.shutdownNow();

    var newest = channel(renewed, newKeys);
    new HonestAgent(newest, FIRST).await(KindCase.HEARTBEAT);
    var late = new HonestAgent(channel(certificate, keys), FIRST).end();
    assertEquals(Status.Code.UNAUTHENTICATED, late.getCode(), late::toString);
    assertEquals(
        Status.Code.UNAUTHENTICATED,
        assertThrows(StatusRuntimeException.class, () -> renew(AgentKeys.generate()))
            .getStatus()
            .getCode());
    assertEquals("superseded_certificate", stage.vantage("eu-1").getIdentityConflicts(0).getKind());
  }

  @Test
  void aRenewal_keepsTheOpenStream_andTheNextConnectionUsesTheNewCertificate() throws Exception {
    var open = agent(certificate, keys, FIRST);
    var newKeys = AgentKeys.generate();
    var renewed = renew(newKeys);
    stage.drain("eu-1");
    open.await(KindCase.DRAIN);
    assertFalse(open.hasEnded());
    assertFalse(agent(renewed, newKeys, FIRST).hasEnded());
    assertEquals(0, stage.vantage("eu-1").getIdentityConflictsCount());
  }

  @Test
  void aRevokedOperator_isCutOff_andTheDataFolderGetsANewOne() throws Exception {
    var open = new OpenCall(stage.asOperator());
    var own =
        stage
            .operator()
            .listOperators(ListOperatorsRequest.getDefaultInstance())
            .getOperatorsList();
    assertEquals(1, own.size());
    assertTrue(own.getFirst().getOwn());

    // It connects after the revocation: the open connections are being closed then.
    var later = OperatorServiceGrpc.newBlockingStub(stage.asOperator());
    var request = RevokeOperatorRequest.newBuilder().setSerial(own.getFirst().getSerial()).build();
    assertEquals(0, stage.operator().revokeOperator(request).getSerializedSize());

    assertEquals(Status.Code.UNAVAILABLE, open.end.get(10, TimeUnit.SECONDS).getCode());
    var refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> later.listSweeps(ListSweepsRequest.getDefaultInstance()));
    assertEquals(
        Status.Code.PERMISSION_DENIED, refused.getStatus().getCode(), refused.getMessage());
    stage.awaitNewOperator(own.getFirst().getSerial());
    var fresh = OperatorServiceGrpc.newBlockingStub(stage.asOperator());
    assertEquals(
        List.of(true, false),
        fresh.listOperators(ListOperatorsRequest.getDefaultInstance()).getOperatorsList().stream()
            .sorted(Comparator.comparing(OperatorCertificate::getOwn))
            .map(OperatorCertificate::getRevoked)
            .toList());
  }

  /** An operator's call that stays open; answered once. */
  private static final class OpenCall implements StreamObserver<ServerReflectionResponse> {
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final CountDownLatch answered = new CountDownLatch(1);

    OpenCall(ManagedChannel channel) throws InterruptedException {
      ServerReflectionGrpc.newStub(channel)
          .serverReflectionInfo(this)
          .onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
      assertTrue(answered.await(10, TimeUnit.SECONDS));
    }

    @Override
    public void onNext(ServerReflectionResponse answer) {
      answered.countDown();
    }

    @Override
    public void onError(Throwable broken) {
      end.complete(Status.fromThrowable(broken));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }
  }

  private HonestAgent agent(X509Certificate certificate, AgentKeys keys, Hello hello)
      throws InterruptedException {
    var agent = new HonestAgent(channel(certificate, keys), hello);
    agent.await(KindCase.HEARTBEAT);
    return agent;
  }

  private ManagedChannel channel(X509Certificate certificate, AgentKeys keys) {
    return stage.with(keys.pair().getPrivate(), certificate);
  }

  private X509Certificate renew(AgentKeys newKeys) throws Exception {
    var request = newKeys.signingRequest();
    var answer =
        EnrolmentServiceGrpc.newBlockingStub(stage.anonymous())
            .renew(
                RenewRequest.newBuilder()
                    .setCertificate(ByteString.copyFrom(certificate.getEncoded()))
                    .setSigningRequest(Stage.bytes(request))
                    .setProof(Stage.bytes(keys.proof(request)))
                    .build());
    return Stage.certificate(answer.getCertificate());
  }

  private static Hello hello(String instance) {
    return Hello.newBuilder().setInstance(ByteString.copyFromUtf8(instance)).build();
  }
}
