package dev.parallax.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Addresses of the agent's own host, including public ones. */
class OwnAddressTest {
  private static final String OWN = "9.9.9.9";
  private final Set<InetAddress> own = new HashSet<>(Set.of(InetAddress.ofLiteral(OWN)));

  @Test
  void publicAddressOfThisHost_isRefused_untilItLeaves() {
    var policy = policy();
    assertEquals("own-address", refusal(policy, OWN));
    assertEquals("", refusal(policy, "9.9.9.10"));
    own.clear();
    own.add(InetAddress.ofLiteral("9.9.9.10"));
    assertEquals("", refusal(policy, OWN));
    assertEquals("own-address", refusal(policy, "9.9.9.10"));
  }

  @Test
  void rangeOfTheAllowList_doesNotNameIt_theAddressDoes() {
    assertEquals("own-address", refusal(policy("9.9.9.0/24"), OWN));
    assertEquals("own-address", refusal(policy("0.0.0.0/0"), OWN));
    assertEquals("", refusal(policy("9.9.9.9"), OWN));
  }

  @Test
  void behindATranslator_isTheSame() {
    assertEquals("own-address", refusal(policy(), "64:ff9b::9.9.9.9"));
    assertEquals("own-address", refusal(policy("64:ff9b:1::/48"), "64:ff9b:1::9.9.9.9"));
    assertEquals("own-address", refusal(policy("2002::/16"), "2002:909:909::1"));
  }

  @Test
  void asResolver_isRefusedToo() {
    var refused = policy().checkResolver(InetAddress.ofLiteral(OWN), 53).orElseThrow();
    assertEquals("own-address", refused.rule());
    assertTrue(refused.detail().contains(OWN), refused::detail);
  }

  @Test
  void addressesOfThisMachine_areKnown() throws Exception {
    var live = new LiveAddresses(System::nanoTime);
    var here =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .findFirst();
    assumeTrue(here.isPresent(), "this host has no address but loopback");
    assertEquals(Optional.of("own-address"), live.ruleFor(here.get()));
    assertEquals(Optional.empty(), live.ruleFor(InetAddress.ofLiteral("1.1.1.1")));
  }

  private Policy policy(String... allow) {
    HostAddresses host =
        address -> own.contains(address) ? Optional.of(HostAddresses.OWN) : Optional.empty();
    return new Policy(
        List.of(allow).stream().map(Cidr::parse).toList(), List.of(PortRange.ALL), host);
  }

  private static String refusal(Policy policy, String address) {
    return policy.check(InetAddress.ofLiteral(address), 443).map(GateRefusal::rule).orElse("");
  }
}
