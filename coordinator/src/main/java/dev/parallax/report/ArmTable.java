package dev.parallax.report;

import dev.parallax.model.Arm;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Observation;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The vantage × arm table, in blocks that fit a terminal, and what the arms failed with. A TTL walk
 * has no place in it: its packets are meant to die.
 */
final class ArmTable {
  private static final int NAME = 15;
  private static final int ARM = 8;
  private static final int BLOCK = 8;
  private static final Map<Arm, String> TITLES =
      Map.ofEntries(
          Map.entry(Arm.BASE, "base"),
          Map.entry(Arm.CONTROL_SNI, "control"),
          Map.entry(Arm.NO_SNI, "no sni"),
          Map.entry(Arm.DELAYED_HELLO, "delayed"),
          Map.entry(Arm.PINNED_ADDRESS, "pinned"),
          Map.entry(Arm.PEER_ADDRESSES, "peers"),
          Map.entry(Arm.REAL_SNI_AT_NEUTRAL, "neutral"),
          Map.entry(Arm.REFERENCE, "ref"),
          Map.entry(Arm.OTHER_PORT, "port"),
          Map.entry(Arm.SIBLING_ADDRESS, "sibling"),
          Map.entry(Arm.OTHER_FAMILY, "v4/v6"),
          Map.entry(Arm.DIRECT_IP, "by ip"),
          Map.entry(Arm.SPLIT_HELLO, "split"),
          Map.entry(Arm.SMALL_HELLO, "small"),
          Map.entry(Arm.BIG_HELLO, "big"),
          Map.entry(Arm.BROWSER_HELLO, "browser"),
          Map.entry(Arm.ECH_GREASE, "ech"),
          Map.entry(Arm.CIPHER_SWEEP, "suites"),
          Map.entry(Arm.PLAIN_HTTP, "plain"),
          Map.entry(Arm.SAME_PORT_REPLAY, "replay"),
          Map.entry(Arm.OTHER_RESOLVER, "dns"),
          Map.entry(Arm.RESPONDER, "agents"),
          Map.entry(Arm.CLIENT_CERTIFICATE, "client"),
          Map.entry(Arm.WEBSOCKET, "ws"),
          Map.entry(Arm.TRACEROUTE, "trace"),
          Map.entry(Arm.ICMP_ECHO, "echo"));

  private final Grid grid;
  private final Catalogue catalogue;
  private final List<Vantage> rows;
  private final List<Arm> arms;

  ArmTable(Grid grid, Catalogue catalogue, List<Vantage> rows) {
    this.grid = grid;
    this.catalogue = catalogue;
    this.rows = rows;
    this.arms = grid.arms().stream().filter(arm -> arm != Arm.TTL_WALK).toList();
  }

  /** Empty when only one arm ran. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    if (arms.size() < 2) {
      return lines;
    }
    lines.add(catalogue.heading(Heading.ARMS));
    for (int first = 0; first < arms.size(); first += BLOCK) {
      lines.addAll(block(arms.subList(first, Math.min(arms.size(), first + BLOCK))));
    }
    lines.addAll(failures());
    return lines;
  }

  private List<String> block(List<Arm> some) {
    var lines = new ArrayList<String>();
    lines.add(row("", some, arm -> TITLES.getOrDefault(arm, arm.word())));
    for (var vantage : rows) {
      lines.add(row("  " + vantage.id(), some, arm -> cell(grid.ran(vantage.id(), arm))));
    }
    return lines;
  }

  private static String row(String name, List<Arm> arms, Function<Arm, String> text) {
    var cells =
        arms.stream()
            .map(arm -> Layout.cell(text.apply(arm), ARM))
            .collect(Collectors.joining());
    return (Layout.cell(name, NAME) + cells).stripTrailing();
  }

  private static String cell(List<Observation> trials) {
    if (trials.isEmpty()) {
      return "–";
    }
    var passed = trials.stream().filter(Observation::ok).count();
    var mark = passed == trials.size() ? "✓ " : passed == 0 ? "✗ " : "~ ";
    return mark + passed + "/" + trials.size();
  }

  private record Ending(FailureWord word, List<VantageId> vantages) {}

  /** Arms that failed with the same word at the same vantages share a line. */
  private List<String> failures() {
    Map<Ending, List<String>> alike = new LinkedHashMap<>();
    for (var arm : arms) {
      if (arm != Arm.BASE) {
        endings(arm)
            .forEach(
                (word, vantages) ->
                    alike
                        .computeIfAbsent(new Ending(word, vantages), any -> new ArrayList<>())
                        .add(arm.word()));
      }
    }
    return alike.entrySet().stream()
        .flatMap(entry -> failure(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private Map<FailureWord, List<VantageId>> endings(Arm arm) {
    var byWord = new TreeMap<FailureWord, List<VantageId>>();
    for (var vantage : grid.vantages()) {
      Matrix.commonest(grid.ran(vantage.id(), arm))
          .ifPresent(
              word -> byWord.computeIfAbsent(word, any -> new ArrayList<>()).add(vantage.id()));
    }
    return byWord;
  }

  private List<String> failure(Ending ending, List<String> arms) {
    var parameters =
        Map.of(
            "arm", String.join(", ", arms),
            "word", ending.word().word(),
            "who", catalogue.names(ending.vantages()));
    return Layout.wrap("  ", "    ", catalogue.heading(Heading.ARM_FAILURES, parameters));
  }
}
