package dev.parallax.attribution.nextround;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.symptom.ArmConsent;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.plan.Arm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which vantages answer for all: a few of each kind, in networks of their own. */
public final class VantageSelection {
  /** Of vantages that no open explanation distinguishes. */
  private static final int OF_KIN = 3;

  private static final int TELLING = 18;

  /** Of vantages that pass. */
  private static final int CONTROLS = 4;

  private static final int INSIDE = 2;

  private final Comparison table;

  public VantageSelection(Comparison table) {
    this.table = table;
  }

  /** A selection from each group. */
  public List<ComparedVantage> of(List<IndistinguishableVantages> groups, Arm arm) {
    var picked = new ArrayList<ComparedVantage>();
    for (var group : groups) {
      picked.addAll(spread(able(group.rows(), arm), OF_KIN));
    }
    return picked.subList(0, Math.min(TELLING, picked.size()));
  }

  /** A selection of these, failing vantages first. */
  public List<ComparedVantage> of(Collection<VantageTrials> vantages, Arm arm, int most) {
    var ids = vantages.stream().map(VantageTrials::id).collect(Collectors.toSet());
    var rows = table.rows().stream().filter(row -> ids.contains(row.id())).toList();
    return spread(able(rows, arm), most);
  }

  /** With their controls: passing vantages of other networks, and inside vantages. */
  public List<ComparedVantage> withControls(List<ComparedVantage> telling, Arm arm) {
    Set<ComparedVantage> all = new LinkedHashSet<>(telling);
    var networks =
        ComparedVantages.networks(
            telling.stream().filter(row -> row.vantage().failsBase()).toList());
    var passing =
        able(table.rows(), arm).stream()
            .filter(row -> row.trusted() && !row.inside() && !row.vantage().failsBase())
            .toList();
    long have = telling.stream().filter(passing::contains).count();
    var elsewhere = passing.stream().filter(row -> !networks.contains(row.network())).toList();
    var otherVantages = elsewhere.isEmpty() ? passing : elsewhere;
    spread(otherVantages.stream().filter(row -> !all.contains(row)).toList(), CONTROLS).stream()
        .limit(Math.max(0, CONTROLS - have))
        .forEach(all::add);
    able(table.rows(), arm).stream()
        .filter(ComparedVantage::inside)
        .limit(INSIDE)
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static List<ComparedVantage> able(List<ComparedVantage> rows, Arm arm) {
    return rows.stream()
        .filter(row -> ArmConsent.mayRun(row.vantage().description(), arm))
        .toList();
  }

  /** One of each network, then a second of each, and so on; failing vantages first. */
  private static List<ComparedVantage> spread(List<ComparedVantage> rows, int most) {
    var turn = new HashMap<String, Integer>();
    record Placed(ComparedVantage row, int turn) {}
    return rows.stream()
        .sorted(Comparator.comparing((ComparedVantage row) -> !row.vantage().failsBase()))
        .map(row -> new Placed(row, turn.merge(row.network(), 1, Integer::sum)))
        .sorted(Comparator.comparingInt(Placed::turn))
        .limit(most)
        .map(Placed::row)
        .toList();
  }
}
