package dev.parallax.rpc;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.protobuf.ByteString;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.authority.ServerTls;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.ListSweepsRequest;
import dev.parallax.v1.ListSweepsResponse;
import dev.parallax.v1.OperatorServiceGrpc;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener on loopback with the real trust in front of services that only record the caller. */
final class TlsServer {
  private final Desk desk;
  private final List<Role> callers = new CopyOnWriteArrayList<>();
  private final Deque<TlsClient> clients = new ArrayDeque<>();
  private final Server server;

  private TlsServer(Desk desk) throws IOException {
    this.desk = desk;
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
            .sslContext(ServerTls.context(desk.authority.server("127.0.0.1"), desk.authority))
            .intercept(new RoleInterceptor(desk.admission))
            .addService(new EnrolmentEndpoint(desk.enrolment))
            .addService(new HealthStatusManager().getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .addService(new NotingAgents())
            .addService(new NotingOperators())
            .build()
            .start();
  }

  static TlsServer start(Desk desk) throws IOException {
    return new TlsServer(desk);
  }

  TlsClient anonymous() {
    return opened(TlsClient.anonymous(server.getPort(), desk.authority.certificate()));
  }

  TlsClient with(PrivateKey key, X509Certificate own) {
    return opened(TlsClient.with(server.getPort(), desk.authority.certificate(), key, own));
  }

  /** The admitted callers of agent and operator services, in order. */
  List<Role> callers() {
    return callers;
  }

  static X509Certificate certificate(ByteString der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509").generateCertificate(der.newInput());
    } catch (CertificateException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  void close() throws InterruptedException {
    while (!clients.isEmpty()) {
      clients.pop().close();
    }
    server.shutdownNow();
    if (!server.awaitTermination(20, SECONDS)) {
      throw new AssertionError("the server stays open");
    }
  }

  private TlsClient opened(TlsClient client) {
    clients.push(client);
    return client;
  }

  private final class NotingAgents extends AgentServiceGrpc.AgentServiceImplBase {
    @Override
    public StreamObserver<AgentMessage> connect(StreamObserver<CoordinatorMessage> out) {
      callers.add(RoleInterceptor.ROLE.get());
      out.onCompleted();
      return new StreamObserver<>() {
        @Override
        public void onNext(AgentMessage message) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}
      };
    }
  }

  private final class NotingOperators extends OperatorServiceGrpc.OperatorServiceImplBase {
    @Override
    public void listSweeps(ListSweepsRequest request, StreamObserver<ListSweepsResponse> response) {
      callers.add(RoleInterceptor.ROLE.get());
      response.onNext(ListSweepsResponse.getDefaultInstance());
      response.onCompleted();
    }
  }
}
