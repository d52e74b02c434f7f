package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.EnrolmentClient;
import dev.parallax.agent.link.EnrolmentException;
import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.vantage.VantageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator's authority is replaced while agents stay enrolled. */
final class AuthorityRotationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void agentsThatRenewInTimeFollow_andALateAgentMustJoinAgain() throws Exception {
    try (var site = Site.start(folder)) {
      var prompt = join(site, "prompt");
      var late = join(site, "late");
      assertEquals(1, prompt.authorities().size());

      assertEquals(0, site.here("ca", "prepare").exit());
      site.restart();
      prompt = client(site).renew(prompt);
      assertEquals(2, prompt.authorities().size());
      var refused = site.here("ca", "switch");
      assertEquals(2, refused.exit());
      assertTrue(
          refused.err().contains("1 vantages do not know the successor: late"), refused::err);

      assertEquals(0, site.here("ca", "switch", "--force").exit());
      site.restart();
      var lost = late;
      var failure = assertThrows(EnrolmentException.class, () -> client(site).renew(lost));
      assertTrue(String.valueOf(failure.getMessage()).contains("CA sha256"), failure::getMessage);
      var successor = prompt.authorities().getLast();
      prompt = client(site).renew(prompt);
      assertEquals(List.of(successor), prompt.authorities());

      assertEquals(0, site.here("vantages", "revoke", "late").exit());
      assertEquals(0, site.here("ca", "forget").exit());
      site.restart();
      prompt = client(site).renew(prompt);
      assertEquals(successor, prompt.authority());
      assertTrue(site.here("ca").out().lines().count() == 1, () -> site.here("ca").out());
    }
  }

  private static AgentIdentity join(Site site, String name) throws Exception {
    var token = JoinToken.parse(Files.readString(site.token()));
    return client(site).join(token, new VantageId(name), Map.of()).identity();
  }

  private static EnrolmentClient client(Site site) {
    return new EnrolmentClient(LinkRoute.direct(HostPort.parse(site.address())), PATIENCE);
  }
}
