package dev.parallax.agent.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.LoopbackPeer;
import dev.parallax.agent.Plans;
import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.TestIdentities;
import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.state.StateFolder;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.ExitCode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class AgentTest {
  private static final VantageId VANTAGE = new VantageId("eu-a-1");

  @TempDir private Path folder;
  private AgentIdentity identity;

  @BeforeEach
  void join() throws Exception {
    identity = TestIdentities.make(VANTAGE);
  }

  @Test
  void dialsWithoutTheHostsCaBundleAndEndsWhenClosed() throws Exception {
    try (var coordinator = LoopbackPeer.resetting();
        var state = StateFolder.create(folder.resolve("state"));
        var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      var agent = agent(coordinator.port(), Optional.empty(), state);
      var exit = thread.submit(agent::run);
      assertTrue(coordinator.awaitConnection());
      agent.close();
      assertEquals(ExitCode.OK.code(), exit.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void aConfiguredCaBundleThatIsMissingIsAMisuse() {
    try (var state = StateFolder.create(folder.resolve("state"))) {
      var absent = Optional.of(folder.resolve("absent.pem"));
      var refused = assertThrows(ExitException.class, () -> agent(1, absent, state));
      assertEquals(ExitCode.USAGE, refused.exitCode());
      assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
    }
  }

  private Agent agent(int coordinator, Optional<Path> caBundle, StateFolder state) {
    var config =
        new AgentConfig(
            new HostPort("127.0.0.1", coordinator),
            VANTAGE,
            Map.of(),
            Optional.empty(),
            Optional.of(new InetSocketAddress(Plans.LOOPBACK, 53)),
            List.of(),
            caBundle,
            Set.of(),
            Optional.empty());
    var environment = Map.of("SSL_CERT_FILE", folder.resolve("none.pem").toString());
    return new Agent(config, identity, state, environment, Clock.systemUTC());
  }
}
