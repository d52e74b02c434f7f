package dev.parallax.cli.options;

import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.client.StoredReport;
import dev.parallax.cli.output.CliException;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.GetSweepRequest;
import dev.parallax.v1.ListVantagesRequest;
import dev.parallax.wire.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which vantages measure. */
public final class FleetOptions {
  private static final Pattern SWEEP_ID = Pattern.compile("[0-9]{8}-[0-9]{6}-[a-z0-9]{4}");
  private static final String LAST = "@last";

  @Option(
      names = "--from",
      paramLabel = "SELECTOR",
      description =
          "Vantages to use: a selector over ISP, AS64500, country, region or key=value, with `,`"
              + " for or and `+` for and; @last or the identifier of a sweep selects the vantages"
              + " of that sweep.")
  private String from = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Maximum number of vantages; they are chosen from as many networks as possible.")
  private Optional<Integer> limit = Optional.empty();

  /** Refuses contradictory options before any connection is made. */
  public void check() {
    limit
        .filter(most -> most < 1)
        .ifPresent(
            most -> {
              throw CliException.usage("--limit: expected 1 or more, got: " + most);
            });
  }

  /** A selector the coordinator understands. */
  public String selector(OperatorLink link) {
    var asked = from.equals(LAST) || SWEEP_ID.matcher(from).matches() ? namesOf(link) : from;
    return limit.map(most -> names(spread(ready(link, asked), most))).orElse(asked);
  }

  private String namesOf(OperatorLink link) {
    var request = GetSweepRequest.newBuilder().setSweepId(from).build();
    var vantages = StoredReport.of(link.ask(calls -> calls.getSweep(request))).sweep().vantages();
    return names(vantages.stream().map(Vantage::id).toList());
  }

  private static List<Vantage> ready(OperatorLink link, String selector) {
    var request = ListVantagesRequest.newBuilder().setSelector(selector).build();
    var ready =
        link.ask(calls -> calls.listVantages(request)).getVantagesList().stream()
            .filter(status -> status.getStatus().equals("ready"))
            .map(status -> Wire.fromProto(status.getVantage()))
            .toList();
    if (ready.isEmpty()) {
      throw CliException.usage("--limit: no ready vantage matches: " + selector);
    }
    return ready;
  }

  /**
   * One vantage of each network, then a second of each: two vantages of one network are less
   * informative than two networks.
   */
  public static List<VantageId> spread(List<Vantage> vantages, int most) {
    Map<String, Deque<VantageId>> byNetwork = new TreeMap<>();
    for (var vantage : vantages) {
      byNetwork.computeIfAbsent(vantage.network(), key -> new ArrayDeque<>()).add(vantage.id());
    }
    var chosen = new ArrayList<VantageId>();
    while (chosen.size() < Math.min(most, vantages.size())) {
      byNetwork.values().stream()
          .filter(left -> !left.isEmpty())
          .limit(most - chosen.size())
          .map(Deque::remove)
          .forEach(chosen::add);
    }
    return chosen;
  }

  private static String names(List<VantageId> vantages) {
    return vantages.stream().map(VantageId::name).collect(Collectors.joining(","));
  }
}
