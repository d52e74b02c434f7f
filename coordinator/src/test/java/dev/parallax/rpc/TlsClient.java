package dev.parallax.rpc;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.ListSweepsRequest;
import dev.parallax.v1.OperatorServiceGrpc;
import dev.parallax.wire.Contract;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.internal.testing.StreamRecorder;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.netty.handler.ssl.SslContextBuilder;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** Calls each service once and lets the refusal out as it came. */
final class TlsClient {
  private static final int PATIENCE_SECONDS = 20;

  private final ManagedChannel channel;

  private TlsClient(int port, SslContextBuilder tls) {
    try {
      channel =
          NettyChannelBuilder.forAddress("127.0.0.1", port)
              .overrideAuthority(Contract.COORDINATOR_NAME)
              .sslContext(tls.build())
              .build();
    } catch (SSLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static TlsClient anonymous(int port, X509Certificate authority) {
    return new TlsClient(port, tls(authority));
  }

  static TlsClient with(int port, X509Certificate authority, PrivateKey key, X509Certificate own) {
    return new TlsClient(port, tls(authority).keyManager(key, own));
  }

  ManagedChannel channel() {
    return channel;
  }

  void callOperator() {
    var answer =
        OperatorServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(PATIENCE_SECONDS, SECONDS)
            .listSweeps(ListSweepsRequest.getDefaultInstance());
    if (answer.getSweepsCount() != 0) {
      throw new AssertionError(answer);
    }
  }

  void callAgent() {
    var answers = StreamRecorder.<CoordinatorMessage>create();
    AgentServiceGrpc.newStub(channel).connect(answers).onCompleted();
    finish(answers);
  }

  void callReflection() {
    var answers = StreamRecorder.<ServerReflectionResponse>create();
    var questions = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(answers);
    questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    questions.onCompleted();
    finish(answers);
  }

  void close() throws InterruptedException {
    channel.shutdownNow();
    if (!channel.awaitTermination(PATIENCE_SECONDS, SECONDS)) {
      throw new AssertionError("the channel stays open");
    }
  }

  private static SslContextBuilder tls(X509Certificate authority) {
    return GrpcSslContexts.forClient()
        .protocols("TLSv1.3")
        .trustManager(new PinnedTrust(authority));
  }

  private static void finish(StreamRecorder<?> answers) {
    try {
      if (!answers.awaitCompletion(PATIENCE_SECONDS, SECONDS)) {
        throw new AssertionError("no end of the call");
      }
    } catch (Exception interrupted) {
      throw new AssertionError(interrupted);
    }
    if (answers.getError() != null) {
      throw Status.fromThrowable(answers.getError()).asRuntimeException();
    }
  }
}
