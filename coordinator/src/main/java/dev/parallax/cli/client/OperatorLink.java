package dev.parallax.cli.client;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.PortAddress;
import dev.parallax.fleet.authority.CoordinatorTrust;
import dev.parallax.fleet.authority.OperatorFiles;
import dev.parallax.v1.OperatorServiceGrpc;
import dev.parallax.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import dev.parallax.wire.Contract;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** The operator's connection to a coordinator: mutual TLS 1.3, one trusted CA. */
public final class OperatorLink implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
  private static final int CONNECT_MILLIS = 5_000;

  /** A finished sweep is one message, larger than any message from an agent. */
  private static final int SWEEP_LIMIT = 512 * 1024 * 1024;

  private final SslContext tls;
  private volatile PortAddress address;
  private volatile ManagedChannel channel;

  /**
   * Separate: while a shared event loop waits for packets, the virtual machine takes 0.3 s longer
   * to end.
   */
  private final EventLoopGroup loop;

  private OperatorLink(PortAddress address, SslContext tls, EventLoopGroup loop) {
    this.address = address;
    this.tls = tls;
    this.loop = loop;
    this.channel = channel(address, tls, loop);
  }

  /** Connects on the first call; refuses an unreadable identity. */
  public static OperatorLink open(PortAddress address, Path identity) {
    TlsLibrary.await();
    GrpcLog.hush();
    var tls = context(identity);
    var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    return new OperatorLink(address, tls, loop);
  }

  private static ManagedChannel channel(PortAddress address, SslContext tls, EventLoopGroup loop) {
    return NettyChannelBuilder.forAddress(address.host(), address.port())
        .eventLoopGroup(loop)
        .channelType(NioSocketChannel.class)
        .sslContext(tls)
        .overrideAuthority(Contract.COORDINATOR_NAME)
        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .maxInboundMessageSize(SWEEP_LIMIT)
        .build();
  }

  /** One request and its response, within 30 s; an error becomes a {@link CliException}. */
  public <T> T ask(Function<OperatorServiceBlockingStub, T> call) {
    return ask(CALL_LIMIT, call);
  }

  public <T> T ask(Duration limit, Function<OperatorServiceBlockingStub, T> call) {
    try {
      return call.apply(
          OperatorServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (StatusRuntimeException refused) {
      throw Refusal.of(refused, address);
    }
  }

  /** The next call connects to this coordinator, at once; running calls end. */
  public void moveTo(PortAddress other) {
    channel.shutdownNow();
    address = other;
    channel = channel(other, tls, loop);
  }

  public PortAddress address() {
    return address;
  }

  /** Whether the coordinator serves; empty where an older coordinator has no such service. */
  public Optional<ServingStatus> health() {
    return health("");
  }

  /** Whether a part of the coordinator serves; empty where it has no such part. */
  public Optional<ServingStatus> health(String part) {
    try {
      return Optional.of(
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
              .check(HealthCheckRequest.newBuilder().setService(part).build())
              .getStatus());
    } catch (StatusRuntimeException refused) {
      var code = refused.getStatus().getCode();
      if (code == Status.Code.UNIMPLEMENTED || code == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw Refusal.of(refused, address);
    }
  }

  /** Ends every call at once, and gives the coordinator a moment to be notified. */
  public void cancel() {
    channel.shutdownNow();
    awaitEnd();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      channel.awaitTermination(1, TimeUnit.SECONDS);
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static SslContext context(Path identity) {
    try {
      var authority = text(identity, "ca.pem");
      var certificate = text(identity, "cert.pem");
      var operator = OperatorFiles.read(text(identity, "key.pem"), certificate, authority);
      return GrpcSslContexts.forClient()
          .protocols("TLSv1.3")
          .trustManager(new CoordinatorTrust(operator.chain().getLast(), listener(identity)))
          // Never leaves memory; the default kind needs 0.2 s for locking and unlocking.
          .keyStoreType("JKS")
          .keyManager(operator.key(), operator.certificate())
          .build();
    } catch (SSLException | IllegalArgumentException malformed) {
      throw CliException.usage(
          "operator identity in " + identity + " is not PEM: " + malformed.getMessage());
    }
  }

  /**
   * Written by a coordinator on this host; absent or different for an identity that was copied from
   * another host.
   */
  private static Optional<X509Certificate> listener(Path identity) {
    try {
      var file = identity.resolve(OperatorFiles.LISTENER_FILE);
      return OperatorFiles.certificate(Files.readString(file));
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  private static String text(Path identity, String name) {
    var file = identity.resolve(name);
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      var why = Files.exists(file) ? "not readable by this user" : "no such file";
      throw CliException.usage(
          "operator identity needs cert.pem, key.pem and ca.pem, " + file + ": " + why);
    }
  }
}
