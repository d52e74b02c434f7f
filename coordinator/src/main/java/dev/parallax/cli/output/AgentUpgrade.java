package dev.parallax.cli.output;

import dev.parallax.installer.AdvertisedAddress;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.v1.ListVantagesResponse;
import dev.parallax.v1.VantageStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The agents that are older than their coordinator, and the line that upgrades an agent: the owner
 * of its host runs it, no code comes through the coordinator's stream. The line trusts the
 * authority that the agent pinned when it joined, and needs no token.
 */
public record AgentUpgrade(List<VantageStatus> outdated, String release, String advertised) {
  private static final Pattern RELEASE = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6}){0,3}");

  public static AgentUpgrade of(ListVantagesResponse listed) {
    var release = listed.getCoordinatorVersion();
    var outdated =
        listed.getVantagesList().stream()
            .filter(status -> !status.getStatus().equals("revoked"))
            .filter(status -> isOlder(status.getVantage().getAgentVersion(), release))
            .toList();
    return new AgentUpgrade(outdated, release, listed.getAdvertised());
  }

  /** The version of an agent, with {@code (outdated)} when it is older than its coordinator. */
  public static String version(String agent, String coordinator) {
    return isOlder(agent, coordinator) ? agent + " (outdated)" : agent;
  }

  /** Whether both are releases, and the first is the older release. */
  static boolean isOlder(String agent, String coordinator) {
    return RELEASE.matcher(agent).matches()
        && RELEASE.matcher(coordinator).matches()
        && Arrays.compare(numbers(agent), numbers(coordinator)) < 0;
  }

  private static int[] numbers(String release) {
    var numbers = new int[4];
    var parts = release.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Integer.parseInt(parts[i]);
    }
    return numbers;
  }

  /** Which line to run where. */
  public List<String> lines() {
    if (outdated.isEmpty()) {
      return List.of("no agent is older than the coordinator, " + release);
    }
    var lines = new ArrayList<String>();
    lines.add("As root, on each of these hosts:");
    outdated.forEach(status -> lines.add("  " + host(status)));
    lines.add(line());
    return lines;
  }

  private String line() {
    return "d=$(mktemp -d) && curl -fsS --http1.1 --cacert /var/lib/parallax-agent/ca.pem -o $d/i"
        + " https://"
        + address()
        + "/agent.sh && sh $d/i </dev/null";
  }

  private String host(VantageStatus status) {
    var vantage = status.getVantage();
    return vantage.getName()
        + "  agent "
        + vantage.getAgentVersion()
        + ", last seen from "
        + vantage.getFactsOrDefault(Vantage.PEER_ADDRESS, "an unknown address");
  }

  /** Checked, because it becomes part of a shell line. */
  private AdvertisedAddress address() {
    try {
      return AdvertisedAddress.parse(advertised);
    } catch (IllegalArgumentException malformed) {
      throw new CliException(
          ExitCode.UNREACHABLE, "the coordinator's answer: " + malformed.getMessage());
    }
  }
}
