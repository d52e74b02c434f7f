package dev.parallax.agent.path.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.path.Capability;
import dev.parallax.agent.path.Leave;
import dev.parallax.agent.path.RouterChain;
import dev.parallax.agent.path.echo.EchoResult.Echoes;
import dev.parallax.agent.path.echo.EchoResult.Unsupported;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EchoTest {
  @RegisterExtension static final RouterChain chain = RouterChain.of(2);

  @Test
  void everyRequest_isAnsweredInBothFamilies() throws Exception {
    for (var target : List.of(chain.serverAddress(), chain.serverAddress6())) {
      var echoes = echoes(target);
      assertEquals(4, echoes.sent());
      assertEquals(0, echoes.lost());
      assertEquals(List.of(), echoes.errors());
      for (var rtt : echoes.rtts()) {
        assertTrue(rtt.isPositive(), rtt.toString());
      }
      assertTrue(Collections.min(echoes.rtts()).toMillis() < 20, echoes.toString());
    }
  }

  @Test
  void everySecondDropped_isHalfLost() throws Exception {
    chain.iptables(
        1,
        "-A FORWARD -p icmp --icmp-type echo-request -m statistic --mode nth --every 2 --packet 0 -j DROP"
            .split(" ", -1));
    var echoes = echoes(chain.serverAddress());
    chain.iptables(1, "-F", "FORWARD");
    assertTrue(echoes.lost() > 0 && echoes.lost() < 4, echoes.toString());
  }

  @Test
  void routerThatRefuses_isNamedBesideTheLoss() throws Exception {
    chain.iptables(1, "-A FORWARD -j REJECT --reject-with icmp-host-prohibited".split(" ", -1));
    var echoes = echoes(chain.serverAddress());
    chain.iptables(1, "-F", "FORWARD");
    assertEquals(4, echoes.lost());
    assertEquals(4, echoes.errors().size());
    assertTrue(echoes.errors().getFirst().isUnreachable());
    assertEquals(Optional.of(chain.routerAddress(1)), echoes.errors().getFirst().offender());
  }

  @Test
  void hostThatForbidsIt_saysSo() throws Exception {
    var _ = chain.router(2).run("sysctl", "-qw", "net.ipv4.ping_group_range=1 0");
    var result = chain.router(2).call(() -> Echo.run(plan(chain.serverAddress())));
    var reason = assertInstanceOf(Unsupported.class, result).reason();
    assertTrue(reason.contains("ping_group_range") && reason.contains("EACCES"), reason);
    var echo = chain.router(2).call(Capability::echo);
    assertEquals(Optional.of(reason), echo.missing());
    assertTrue(chain.client().call(Capability::echo).isThere());
  }

  @Test
  void started_doesNotBlockTheCaller() throws Exception {
    var local = InetAddress.ofLiteral("127.0.0.1");
    var result = Echo.start(EchoPlan.to(local), Leave.to(local));
    assertTrue(result.get(5, TimeUnit.SECONDS) != null);
  }

  private static Echoes echoes(InetAddress target) throws Exception {
    return assertInstanceOf(Echoes.class, chain.client().call(() -> Echo.run(plan(target))));
  }

  private static EchoPlan plan(InetAddress target) {
    return new EchoPlan(target, Optional.empty(), 4, Duration.ofMillis(20), Duration.ofMillis(300));
  }
}
