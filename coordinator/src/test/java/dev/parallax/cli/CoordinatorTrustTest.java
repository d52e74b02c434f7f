package dev.parallax.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.wire.Contract;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The coordinators that a command accepts, on real sockets. */
@Timeout(60)
final class CoordinatorTrustTest {
  private static final int REACHED = 0;
  private static final int REFUSED = 3;
  private static final String LISTENER = "operator/coordinator.pem";

  @TempDir Path folder;
  private final PemAuthority authority = new PemAuthority();

  @Test
  void listenerThatIsKnown_needsNoAuthority() throws Exception {
    issue("server", Contract.COORDINATOR_NAME);
    copy("server/cert.pem", LISTENER);
    new PemAuthority().issue(folder.resolve("other"), "other", dns("other"));
    copy("other/ca.pem", "operator/ca.pem");
    assertEquals(REACHED, called());
  }

  @Test
  void listenerStartedAnew_isKnownByItsAuthority() throws Exception {
    issue("before", Contract.COORDINATOR_NAME);
    copy("before/cert.pem", LISTENER);
    issue("server", Contract.COORDINATOR_NAME);
    assertEquals(REACHED, called());
  }

  @Test
  void listenerLeftDamaged_isKnownByItsAuthority() throws Exception {
    issue("server", Contract.COORDINATOR_NAME);
    Files.writeString(folder.resolve(LISTENER), "nothing");
    assertEquals(REACHED, called());
  }

  @Test
  void listenerOfAnotherAuthority_isRefused() throws Exception {
    issue("before", Contract.COORDINATOR_NAME);
    copy("before/cert.pem", LISTENER);
    var stranger = new PemAuthority();
    stranger.issue(folder.resolve("server"), "coordinator", dns(Contract.COORDINATOR_NAME));
    copy("operator/ca.pem", "server/ca.pem");
    assertEquals(REFUSED, called());
  }

  @Test
  void listenerOfAnotherName_isRefused() throws Exception {
    issue("server", "other.example");
    assertEquals(REFUSED, called());
  }

  private void issue(String name, String host) throws Exception {
    authority.issue(folder.resolve(name), name, dns(host));
    authority.issue(folder.resolve("operator"), "operator", dns("operator"));
  }

  private void copy(String from, String to) throws IOException {
    Files.createDirectories(folder.resolve(to).getParent());
    Files.copy(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The exit code of a call to a server with the identity in {@code server}. */
  private int called() throws IOException, InterruptedException {
    var own = folder.resolve("server");
    var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var server =
        NettyServerBuilder.forAddress(loopback)
            .sslContext(
                GrpcSslContexts.forServer(
                        own.resolve("cert.pem").toFile(), own.resolve("key.pem").toFile())
                    .protocols("TLSv1.3")
                    .trustManager(own.resolve("ca.pem").toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .build())
            .addService(new FakeOperator())
            .build()
            .start();
    try {
      Files.writeString(folder.resolve("address"), "127.0.0.1:" + server.getPort());
      return new Terminal().run("vantages", "--data", folder.toString());
    } finally {
      server.shutdownNow();
      server.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }
}
