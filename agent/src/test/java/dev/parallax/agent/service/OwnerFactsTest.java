package dev.parallax.agent.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.config.AgentPropertiesTest;
import dev.parallax.agent.config.PolicyFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnerFactsTest {
  @Test
  void everySetting_isShownToTheCoordinator() {
    var policy =
        PolicyFile.read(
            """
            allow = 10.0.0.0/8
            ports = 443
            opt-in = ttl_walk
            rates = port 5
            quiet-hours = 22:00-06:00 UTC
            probing = off
            """);
    assertEquals(
        Map.of(
            "permitted_ranges", "10.0.0.0/8",
            "permitted_ports", "443",
            "opt_in", "ttl_walk",
            "rates", "port 5, address 50, total 100",
            "quiet_hours", "22:00-06:00 UTC",
            "probing", "off",
            "sweeps_from", "joined coordinator",
            "responder", "[2001:db8:0:0:0:0:0:7]:8443"),
        OwnerFacts.of(AgentPropertiesTest.FULL.withPolicy(policy)));
  }
}
