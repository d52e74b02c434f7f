package dev.parallax.report.text;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.view.VisibleRows;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The vantage × arm table, in blocks that fit a terminal, and the failures of the arms. It omits
 * TTL walks, whose packets expire on purpose.
 */
public final class ArmTable {
  private static final int NAME = 15;
  private static final int NAME_MOST = 36;
  private static final int ARM = 8;
  private static final int ARM_MOST = 14;
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
          Map.entry(Arm.ICMP_ECHO, "echo"),
          Map.entry(Arm.BIG_ANSWER, "answer"),
          Map.entry(Arm.AUTHORITATIVE, "zone"));

  private final ObservationGrid grid;
  private final Catalogue catalogue;
  private final List<VisibleRows> groups;
  private final TextWidth width;
  private final List<Arm> arms;
  private final Map<String, List<Vantage>> rows;

  /** Columns of an arm. */
  private final int wide;

  public ArmTable(
      ObservationGrid grid, Catalogue catalogue, List<VisibleRows> groups, TextWidth width) {
    this(
        grid,
        catalogue,
        groups,
        width,
        grid.arms().stream().filter(arm -> arm != Arm.TTL_WALK).toList());
  }

  private ArmTable(
      ObservationGrid grid,
      Catalogue catalogue,
      List<VisibleRows> groups,
      TextWidth width,
      List<Arm> arms) {
    this.grid = grid;
    this.catalogue = catalogue;
    this.groups = groups;
    this.width = width;
    this.arms = arms;
    this.rows = grouped();
    this.wide = Math.clamp(longest() + 1, ARM, ARM_MOST);
  }

  /** Empty when only one arm ran. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    if (arms.size() < 2) {
      return lines;
    }
    lines.add(catalogue.heading(Heading.ARMS));
    int name = rows.keySet().stream().mapToInt(DisplayWidth::of).max().orElse(0) + 1;
    int kept = Math.clamp(name, NAME, NAME_MOST);
    int block = Math.max(1, (width.columns() - kept) / wide);
    for (int first = 0; first < arms.size(); first += block) {
      var selectedArms = arms.subList(first, Math.min(arms.size(), first + block));
      lines.add(row(kept, "", selectedArms, ArmTable::title));
      rows.forEach(
          (subject, of) -> lines.add(row(kept, subject, selectedArms, arm -> cell(of, arm))));
    }
    lines.addAll(failureLines());
    return lines;
  }

  /** The failures of the arms with their vantages. */
  List<String> failureLines() {
    return failures().stream().flatMap(text -> width.wrap("  ", "    ", text).stream()).toList();
  }

  /**
   * A row for each vantage; in a large fleet one row for the failing vantages of a group and one
   * for the others.
   */
  private Map<String, List<Vantage>> grouped() {
    var rows = new LinkedHashMap<String, List<Vantage>>();
    if (isWhole()) {
      groups.forEach(
          group ->
              group.rows().forEach(vantage -> rows.put("  " + vantage.id(), List.of(vantage))));
    } else {
      groups.forEach(group -> summed(group, rows));
    }
    return rows;
  }

  /** The vantages with a row, by the name of the row. */
  public Map<String, List<Vantage>> rows() {
    return rows;
  }

  /** Whether every vantage has a row of its own. */
  public boolean isWhole() {
    return groups.stream().allMatch(VisibleRows::whole);
  }

  private void summed(VisibleRows group, Map<String, List<Vantage>> rows) {
    var failing = Stream.concat(group.rows().stream(), group.failing().stream()).toList();
    summed(group, Heading.ARMS_FAILING, failing, rows);
    summed(group, Heading.ARMS_PASSING, group.passing(), rows);
  }

  private void summed(
      VisibleRows group, Heading heading, List<Vantage> vantages, Map<String, List<Vantage>> rows) {
    if (!vantages.isEmpty()) {
      var count = Integer.toString(vantages.size());
      rows.put(
          "  " + catalogue.heading(heading, Map.of("place", group.name(), "count", count)),
          vantages);
    }
  }

  private int longest() {
    return rows.values().stream()
        .flatMap(of -> arms.stream().map(arm -> cell(of, arm)))
        .mapToInt(DisplayWidth::of)
        .max()
        .orElse(0);
  }

  private String cell(List<Vantage> of, Arm arm) {
    return cell(of.stream().flatMap(vantage -> grid.ran(vantage.id(), arm).stream()).toList());
  }

  /** Columns of the arms other than the base probe in another table. */
  int wide() {
    return wide * besides().size();
  }

  private List<Arm> besides() {
    return arms.stream().filter(arm -> arm != Arm.BASE).toList();
  }

  /** Whether a table of so many columns, these included, can have a row for each vantage. */
  boolean fits(int columns) {
    return isWhole() && arms.size() > 1 && columns <= width.columns();
  }

  /** The same without any arm. */
  ArmTable none() {
    return new ArmTable(grid, catalogue, groups, width, List.of());
  }

  String titles() {
    return besides().stream()
        .map(arm -> TextCells.cell(title(arm), wide))
        .collect(Collectors.joining());
  }

  String cells(Vantage vantage) {
    return besides().stream()
        .map(arm -> TextCells.cell(cell(List.of(vantage), arm), wide))
        .collect(Collectors.joining());
  }

  /** A word that fits a column. */
  public static String title(Arm arm) {
    return TITLES.getOrDefault(arm, arm.word());
  }

  /** The arms with a column. */
  public List<Arm> arms() {
    return arms;
  }

  private String row(int name, String place, List<Arm> arms, Function<Arm, String> text) {
    var cells =
        arms.stream()
            .map(arm -> TextCells.cell(text.apply(arm), wide))
            .collect(Collectors.joining());
    return (TextCells.cell(place, name) + cells).stripTrailing();
  }

  public static String cell(List<Observation> trials) {
    if (trials.isEmpty()) {
      return "–";
    }
    var passed = trials.stream().filter(Observation::ok).count();
    var mark = passed == trials.size() ? "✓ " : passed == 0 ? "✗ " : "~ ";
    return mark + passed + "/" + trials.size();
  }

  private record SharedFailure(FailureWord word, List<VantageId> vantages) {}

  /** Arms that failed with the same word at the same vantages share a line. */
  public List<String> failures() {
    Map<SharedFailure, List<String>> alike = new LinkedHashMap<>();
    for (var arm : arms) {
      if (arm != Arm.BASE) {
        endings(arm)
            .forEach(
                (word, vantages) ->
                    alike
                        .computeIfAbsent(
                            new SharedFailure(word, vantages), any -> new ArrayList<>())
                        .add(arm.word()));
      }
    }
    return alike.entrySet().stream()
        .map(entry -> failure(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Map<FailureWord, List<VantageId>> endings(Arm arm) {
    var byWord = new TreeMap<FailureWord, List<VantageId>>();
    for (var vantage : grid.vantages()) {
      ObservationGrid.commonest(grid.ran(vantage.id(), arm))
          .ifPresent(
              word -> byWord.computeIfAbsent(word, any -> new ArrayList<>()).add(vantage.id()));
    }
    return byWord;
  }

  private String failure(SharedFailure ending, List<String> arms) {
    var parameters =
        Map.of(
            "arm", String.join(", ", arms),
            "word", ending.word().word(),
            "who", catalogue.names(ending.vantages()));
    return catalogue.heading(Heading.ARM_FAILURES, parameters);
  }
}
