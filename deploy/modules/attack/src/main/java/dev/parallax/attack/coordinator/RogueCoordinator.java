package dev.parallax.attack.coordinator;

import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.stage.Authority;
import dev.parallax.v1.ProbePlan;
import dev.parallax.wire.Contract;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A coordinator with an authority of its own. It enrols any agent and follows the contract; only
 * its plans are hostile.
 */
public final class RogueCoordinator implements AutoCloseable {
  private static final Duration LIFETIME = Duration.ofDays(7);

  private final Authority authority;
  private final Server server;
  private final RogueLink link = new RogueLink();

  private RogueCoordinator(Authority authority) throws IOException, GeneralSecurityException {
    this.authority = authority;
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
            .sslContext(tls(authority))
            .maxInboundMessageSize(Contract.MESSAGE_LIMIT)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .addService(new RogueEnrolment(authority, LIFETIME))
            .addService(link)
            .build()
            .start();
  }

  public static RogueCoordinator start() throws IOException, GeneralSecurityException {
    return new RogueCoordinator(new Authority(Instant.now()));
  }

  private static SslContext tls(Authority authority) throws IOException, GeneralSecurityException {
    var now = Instant.now();
    var own =
        authority.issue(
            Contract.COORDINATOR_NAME, now.minus(Duration.ofDays(1)), now.plus(LIFETIME));
    return GrpcSslContexts.configure(
            SslContextBuilder.forServer(own.key(), own.certificate(), authority.certificate()))
        .build();
  }

  /** Where agents connect, {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** A token that makes an agent trust this coordinator. */
  public String token() throws GeneralSecurityException {
    var hash = MessageDigest.getInstance("SHA-256").digest(authority.certificate().getEncoded());
    return new JoinToken(Bytes.copyOf(hash), "rogue", "0123456789abcdef").text();
  }

  /** Waits for the agent's Hello. */
  public boolean awaitAgent(Duration patience) throws InterruptedException {
    return link.awaitAgent(patience);
  }

  /** Sends a plan to the agent. */
  void assign(String sweep, ProbePlan plan, Duration deadline, List<Integer> watchPorts) {
    link.assign(sweep, plan, deadline, watchPorts);
  }

  void collectSightings(String sweep) {
    link.collect(sweep);
  }

  /** Waits until the agent has finished a plan, or has refused it. */
  boolean awaitFinished(String sweep, Duration patience) throws InterruptedException {
    return link.awaitFinished(sweep, patience);
  }

  /** The agent's reports so far. */
  RogueLink.Reported reported(String sweep) {
    return link.reported(sweep);
  }

  /** Whether the agent's stream is open. */
  boolean connected() {
    return link.connected();
  }

  /** Disappears without a close, as a host that loses power. */
  void vanish() {
    server.shutdownNow();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
