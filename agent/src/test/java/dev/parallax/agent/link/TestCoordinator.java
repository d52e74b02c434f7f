package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.parallax.agent.link.route.HostPort;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolResponse;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.v1.RenewRequest;
import dev.parallax.v1.RenewResponse;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The enrolment half of a coordinator, on a real socket of the loopback. */
public final class TestCoordinator implements AutoCloseable {
  private final TestAuthority authority;
  private final Server server;
  private final HostPort address;
  private final AtomicReference<Optional<Status>> refusal = new AtomicReference<>(Optional.empty());

  /** The client certificates of callers, one list for each call. */
  final BlockingQueue<List<Certificate>> callers = new LinkedBlockingQueue<>();

  /** The received enrolments. */
  public final BlockingQueue<EnrolRequest> enrolments = new LinkedBlockingQueue<>();

  public TestCoordinator(TestAuthority authority, SslContext tls) throws Exception {
    this.authority = authority;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(tls)
            .addService(new Enrolments())
            .intercept(new Callers())
            .build()
            .start();
    this.address = new HostPort("127.0.0.1", server.getPort());
  }

  public HostPort address() {
    return address;
  }

  /** From now on every call ends so. */
  public void refuse(Status status) {
    refusal.set(Optional.of(status));
  }

  /** Refuses no further call. */
  void answer() {
    refusal.set(Optional.empty());
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      assertTrue(server.awaitTermination(5, TimeUnit.SECONDS), "a call stayed open");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Enrolments extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
    @Override
    public void enrol(EnrolRequest request, StreamObserver<EnrolResponse> answer) {
      enrolments.add(request);
      answer(answer, () -> enrolled(request));
    }

    @Override
    public void renew(RenewRequest request, StreamObserver<RenewResponse> answer) {
      answer(answer, () -> renewed(request));
    }

    private <A> void answer(StreamObserver<A> answer, Callable<A> make) {
      try {
        if (refusal.get().isPresent()) {
          answer.onError(refusal.get().get().asRuntimeException());
          return;
        }
        answer.onNext(make.call());
        answer.onCompleted();
      } catch (Exception failed) {
        answer.onError(Status.INTERNAL.withDescription(failed.toString()).asRuntimeException());
      }
    }
  }

  private EnrolResponse enrolled(EnrolRequest request) throws Exception {
    var certificate =
        authority.issue(
            request.getSigningRequest().toByteArray(), new VantageId(request.getName()));
    return EnrolResponse.newBuilder()
        .setCertificate(ByteString.copyFrom(certificate.getEncoded()))
        .setAuthority(ByteString.copyFrom(authority.certificate().getEncoded()))
        .putAllLabels(request.getLabelsMap())
        .putLabels("region", "bound")
        .build();
  }

  private RenewResponse renewed(RenewRequest request) throws Exception {
    var old = CertificateReader.certificate(request.getCertificate().toByteArray());
    var proof = Signature.getInstance("SHA256withECDSA");
    proof.initVerify(old.getPublicKey());
    proof.update(request.getSigningRequest().toByteArray());
    if (!proof.verify(request.getProof().toByteArray())) {
      throw Status.UNAUTHENTICATED.withDescription("proof wrong").asException();
    }
    var certificate =
        authority.issue(request.getSigningRequest().toByteArray(), new VantageId("renewed"));
    return RenewResponse.newBuilder()
        .setCertificate(ByteString.copyFrom(certificate.getEncoded()))
        .build();
  }

  private final class Callers implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      callers.add(certificates(call));
      return next.startCall(call, headers);
    }

    private static List<Certificate> certificates(ServerCall<?, ?> call) {
      var session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
      if (session == null) {
        return List.of();
      }
      try {
        return List.of(session.getPeerCertificates());
      } catch (SSLPeerUnverifiedException anonymous) {
        return List.of();
      }
    }
  }
}
