package dev.parallax.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.v1.ListVantagesResponse;
import dev.parallax.v1.Vantage;
import dev.parallax.v1.VantageStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgentUpgradeTest {
  @ParameterizedTest
  @CsvSource({
    "0.1.0, 0.2.0, true",
    "0.9.0, 0.10.0, true",
    "0.1, 0.1.1, true",
    "0.2.0, 0.1.0, false",
    "0.1.0, 0.1.0, false",
    "development, 0.1.0, false",
    "0.1.0, development, false",
    "'', 0.1.0, false",
    "$(reboot), 0.1.0, false",
  })
  void age_isThatOfTheReleases(String agent, String coordinator, boolean outdated) {
    assertEquals(outdated, AgentUpgrade.isOlder(agent, coordinator));
    assertEquals(
        outdated ? agent + " (outdated)" : agent, AgentUpgrade.version(agent, coordinator));
  }

  @Test
  void outdatedHostsAndTheLine_arePrinted() {
    assertEquals(
        List.of(
            "As root, on each of these hosts:",
            "  old  agent 0.0.9, last seen from 198.51.100.7",
            "d=$(mktemp -d) && curl -fsS --http1.1 --cacert /var/lib/parallax-agent/ca.pem -o $d/i"
                + " https://c.example:7443/agent.sh && sh $d/i </dev/null"),
        AgentUpgrade.of(listed("c.example:7443", status("old", "0.0.9"), status("new", "0.1.0")))
            .lines());
    assertEquals(
        List.of("no agent is older than the coordinator, 0.1.0"),
        AgentUpgrade.of(listed("c.example:7443", status("new", "0.1.0"))).lines());
  }

  @Test
  void addressWithShellCharacters_isRefused() {
    var upgrade = AgentUpgrade.of(listed("c;reboot:7443", status("old", "0.0.9")));
    assertThrows(CliException.class, upgrade::lines);
  }

  private static ListVantagesResponse listed(String advertised, VantageStatus... all) {
    return ListVantagesResponse.newBuilder()
        .addAllVantages(List.of(all))
        .setCoordinatorVersion("0.1.0")
        .setAdvertised(advertised)
        .build();
  }

  private static VantageStatus status(String name, String version) {
    var vantage =
        Vantage.newBuilder()
            .setName(name)
            .setAgentVersion(version)
            .putFacts("peer_address", "198.51.100.7");
    return VantageStatus.newBuilder().setVantage(vantage).setStatus("ready").build();
  }
}
