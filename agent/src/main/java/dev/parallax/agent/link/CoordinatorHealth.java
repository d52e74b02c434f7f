package dev.parallax.agent.link;

import dev.parallax.agent.link.route.LinkRoute;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The standard health service of gRPC (grpc.health.v1) at a coordinator. Its two messages are
 * written as bytes: the library of the service would be larger than this class by far.
 */
final class CoordinatorHealth {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  /** A HealthCheckRequest for the whole server. */
  private static final byte[] WHOLE = {};

  /** A HealthCheckResponse with the status SERVING: field 1, varint 1. */
  private static final byte[] SERVING = {0x08, 0x01};

  private static final MethodDescriptor<byte[], byte[]> CHECK =
      MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("grpc.health.v1.Health/Check")
          .build();

  private CoordinatorHealth() {}

  /** Whether the coordinator can be reached and says that it works; waits at most 10 s. */
  static boolean isServing(LinkRoute route, SslContext tls) {
    var channel = LinkChannel.open(route, tls);
    try {
      var options =
          CallOptions.DEFAULT.withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Arrays.equals(SERVING, ClientCalls.blockingUnaryCall(channel, CHECK, options, WHOLE));
    } catch (StatusRuntimeException unreachable) {
      return false;
    } finally {
      ChannelShutdown.close(channel, CLOSING);
    }
  }

  private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    MARSHALLER;

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      try {
        return message.readAllBytes();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
