package dev.parallax.attribution;

import dev.parallax.model.Hypothesis;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much better causes explain the table than soundness does, as a natural logarithm. Only cells
 * that a cause touches are looked at, so a cause costs as much as its scope is wide.
 *
 * <p>Of two causes at one cell the earlier sight hides the later: a vantage whose ClientHello is
 * cut cannot speak of the certificate.
 */
final class Likelihood {
  private static final double LOG_HIT = Math.log1p(-Priors.MISS);
  private static final double LOG_MISS = Math.log(Priors.MISS);

  private final Table table;
  private final List<Cause> causes;
  private final double[] hits;
  private final double[] misses;
  private final double[][] shown;
  private final List<Doubts> doubts;

  /**
   * @param causes none, one or two, the earlier sight first, the unknown last
   */
  private Likelihood(Table table, List<Cause> causes) {
    this.table = table;
    this.causes = causes;
    this.hits = new double[causes.size()];
    this.misses = new double[causes.size()];
    this.shown = new double[causes.size()][Sight.COUNT];
    this.doubts = causes.stream().map(Doubts::new).toList();
  }

  static double gain(Table table, List<Cause> causes) {
    return new Likelihood(table, causes).gain();
  }

  /** Each touched cell's own gain, a cause's unknown rate set to what was seen over all of them. */
  static Map<Cell, Double> gainByCell(Table table, List<Cause> causes) {
    return new Likelihood(table, causes).byCell();
  }

  /** What a cause gains over the cells where it gains at all, whatever it gets wrong elsewhere. */
  static double explains(Table table, Cause cause) {
    var likelihood = new Likelihood(table, List.of(cause));
    likelihood.tally();
    var rates = likelihood.rates();
    double sum = 0;
    for (var row : cause.reach().rows()) {
      for (var cell : row.cells()) {
        sum += Math.max(0, likelihood.alone(row, cell, rates));
      }
    }
    return sum;
  }

  private double gain() {
    double sum = addresses() + testimony() + tally();
    for (int i = 0; i < causes.size(); i++) {
      sum += shown(i) + doubts.get(i).gain();
    }
    return sum;
  }

  private double testimony() {
    return table.farEnds().gain(causes) + table.hops().gain(causes);
  }

  private double tally() {
    double sum = 0;
    for (var row : rows()) {
      for (var cell : row.cells()) {
        sum += cell(row, cell);
      }
    }
    return sum;
  }

  private double shown(int i) {
    var cause = causes.get(i);
    var which = cause.mechanism().leanings().logChance(shown[i]);
    return which
        + (cause.always()
            ? hits[i] * LOG_HIT + misses[i] * LOG_MISS
            : hits[i] + misses[i] == 0
                ? 0
                : Numbers.logUnknownRate(hits[i], misses[i], Priors.leastRate(cause.id())));
  }

  private List<Row> rows() {
    if (causes.size() == 1) {
      return causes.getFirst().reach().rows();
    }
    return table.rows().stream().filter(this::touched).toList();
  }

  private boolean touched(Row row) {
    for (var cause : causes) {
      if (cause.touches(row)) {
        return true;
      }
    }
    return false;
  }

  /** Counts the cell's hits and misses and returns what is gained apart from them. */
  private double cell(Row row, Cell cell) {
    double gain = 0;
    double left = cell.total();
    List<Sight> before = List.of();
    for (int i = 0; i < causes.size(); i++) {
      var cause = causes.get(i);
      var fresh = before.isEmpty();
      if (cause.unknown()) {
        return fresh ? cell.unknownGain() : gain;
      }
      var reaction = cause.reaction(row, cell);
      if (reaction == Mechanism.Reaction.UNSURE) {
        if (fresh) {
          doubts.get(i).add(cell);
        }
        return gain;
      }
      if (reaction == null || before.contains(cause.sight())) {
        continue;
      }
      double hit = 0;
      for (var sight : cause.shown(reaction)) {
        if (!before.contains(sight) && cell.count(sight) > 0) {
          hit += cell.count(sight);
          gain -= cell.background(sight);
          shown[i][sight.index()] += reaction == Mechanism.Reaction.HIT ? cell.count(sight) : 0;
        }
      }
      before = cause.shown(reaction);
      hits[i] += hit;
      left -= hit;
      misses[i] += left;
    }
    return gain;
  }

  private double[] rates() {
    var rates = new double[causes.size()];
    for (int i = 0; i < rates.length; i++) {
      rates[i] =
          causes.get(i).always() ? 1 - Priors.MISS : (hits[i] + 1) / (hits[i] + misses[i] + 2);
    }
    return rates;
  }

  private Map<Cell, Double> byCell() {
    tally();
    var rates = rates();
    var gains = new IdentityHashMap<Cell, Double>();
    for (var row : rows()) {
      for (var cell : row.cells()) {
        gains.put(cell, alone(row, cell, rates));
      }
    }
    return gains;
  }

  private double alone(Row row, Cell cell, double[] rates) {
    Arrays.fill(hits, 0);
    Arrays.fill(misses, 0);
    doubts.forEach(Doubts::clear);
    for (var counts : shown) {
      Arrays.fill(counts, 0);
    }
    var gain = cell(row, cell);
    for (int i = 0; i < rates.length; i++) {
      gain += hits[i] * Math.log(rates[i]) + misses[i] * Math.log1p(-rates[i]);
      gain += doubts.get(i).gain();
    }
    return gain;
  }

  /** Addresses nothing vouches for need a cause too: once for every network that gives them. */
  private double addresses() {
    var networks = new HashSet<String>();
    double sum = 0;
    for (var row : table.liars()) {
      if (causes.stream().noneMatch(cause -> explainsAddresses(cause, row))
          && networks.add(row.network())) {
        sum += originsOwn(row) ? Priors.LOG_ADDRESS_IS_ORIGINS : Priors.LOG_ADDRESSES_DIFFER;
      }
    }
    return sum;
  }

  private static boolean explainsAddresses(Cause cause, Row row) {
    return switch (cause.id()) {
      case D1, D3, U -> cause.touches(row);
      default -> false;
    };
  }

  private boolean originsOwn(Row row) {
    return causes.stream().anyMatch(cause -> cause.id() == Hypothesis.O7 && cause.touches(row));
  }
}
