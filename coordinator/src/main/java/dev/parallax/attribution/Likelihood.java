package dev.parallax.attribution;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How much better causes explain the table than soundness does, as a natural logarithm. Only rows
 * that a cause touches are looked at, so a cause costs as much as its scope is wide.
 *
 * <p>Of two causes at one cell the earlier sight hides the later: a vantage whose ClientHello is
 * cut cannot speak of the certificate. A row that fits no cause at all may be an odd one; see
 * {@link Oddity}.
 */
final class Likelihood {
  private final Table table;
  private final List<Hypothesis> causes;
  private final Tally tally;

  /**
   * @param causes none, one or two, the earlier sight first, the unknown last
   */
  private Likelihood(Table table, List<Hypothesis> causes) {
    this.table = table;
    this.causes = causes;
    this.tally = new Tally(table.pools(), causes);
  }

  static double gain(Table table, List<Hypothesis> causes) {
    return new Likelihood(table, causes).gain();
  }

  /** Each touched cell's own gain, a cause's unknown rate set to what was seen over all of them. */
  static Map<Cell, Double> gainByCell(Table table, List<Hypothesis> causes) {
    return new Likelihood(table, causes).byCell();
  }

  /** What a cause gains over the rows where it gains at all, whatever it gets wrong elsewhere. */
  static double explains(Table table, Hypothesis cause) {
    var likelihood = new Likelihood(table, List.of(cause));
    var rows = likelihood.rows();
    var gains = likelihood.first(rows).gains;
    double sum = 0;
    for (int i = 0; i < gains.length; i++) {
      sum += rows.get(i).count() * Math.max(0, gains[i]);
    }
    return sum;
  }

  private double gain() {
    return addresses() + table.farEnds().gain(causes) + table.hops().gain(causes) + overRows();
  }

  /** Rows that fit better as odd ones are counted so, and the causes by the rest. */
  private double overRows() {
    var rows = rows();
    var first = first(rows);
    boolean again = IntStream.range(0, rows.size()).anyMatch(i -> first.isOdd(rows, i));
    if (again) {
      tally.clear();
    }
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      var alike = rows.get(i);
      sum -= Math.max(0, alike.row().odd()) * alike.count();
      sum += first.isOdd(rows, i) ? alike.row().odd() * alike.count() : first.own[i];
      if (again && !first.isOdd(rows, i)) {
        over(alike);
        tally.joinDoubts();
      }
    }
    return sum + tally.shown();
  }

  /** All rows looked at once. */
  private static final class First {
    /** What each row gains apart from the chance of hits and misses. */
    private final double[] own;

    /** Each row's gain, unknown rates set to what was seen over all of them. */
    private final double[] gains;

    First(int rows) {
      own = new double[rows];
      gains = new double[rows];
    }

    boolean isOdd(List<Alike> rows, int i) {
      return rows.get(i).row().odd() > gains[i];
    }
  }

  private double beside(Row row) {
    int explained = 0;
    for (var cause : causes) {
      explained |= cause.unknown() ? ~0 : cause.mechanism().leanings().sights();
    }
    return Oddity.beside(row, explained);
  }

  private double over(Alike alike) {
    double sum = 0;
    tally.startRow(alike.count());
    for (var cell : alike.row().cells()) {
      sum += tally.add(alike.row(), cell);
    }
    return alike.count() * (sum + tally.endRow(alike.row()));
  }

  private First first(List<Alike> rows) {
    var first = new First(rows.size());
    var hits = new double[rows.size()][];
    var misses = new double[rows.size()][];
    tally.clear();
    for (int i = 0; i < rows.size(); i++) {
      int count = rows.get(i).count();
      first.own[i] = over(rows.get(i)) + count * beside(rows.get(i).row());
      first.gains[i] = (first.own[i] + tally.joinDoubts()) / count;
      hits[i] = tally.rowHits();
      misses[i] = tally.rowMisses();
    }
    addRates(first.gains, hits, misses);
    return first;
  }

  private void addRates(double[] gains, double[][] hits, double[][] misses) {
    var rates = tally.rates();
    for (int c = 0; c < rates.length; c++) {
      double hit = Math.log(rates[c]);
      double miss = Math.log1p(-rates[c]);
      for (int i = 0; i < gains.length; i++) {
        gains[i] += hits[i][c] * hit + misses[i][c] * miss;
      }
    }
  }

  private List<Alike> rows() {
    if (causes.size() == 1) {
      return causes.getFirst().reach().alike();
    }
    return Alike.of(table.rows(), 1 << causes.size(), this::side);
  }

  /** Whom of the causes it is touched by, as bits; negative for none. */
  private int side(Row row) {
    int bits = 0;
    for (int i = 0; i < causes.size(); i++) {
      bits |= causes.get(i).touches(row) ? 1 << i : 0;
    }
    return bits == 0 ? -1 : bits;
  }

  private Map<Cell, Double> byCell() {
    tally.clear();
    rows().forEach(this::over);
    var rates = tally.rates();
    var gains = new IdentityHashMap<Cell, Double>();
    for (var row : table.rows()) {
      if (side(row) < 0) {
        continue;
      }
      for (var cell : row.cells()) {
        gains.put(cell, alone(row, cell, rates));
      }
    }
    return gains;
  }

  private double alone(Row row, Cell cell, double[] rates) {
    tally.clear();
    tally.startRow(1);
    var plain = tally.add(row, cell);
    tally.joinDoubts();
    var gain = plain + tally.doubts();
    var hits = tally.rowHits();
    var misses = tally.rowMisses();
    for (int i = 0; i < rates.length; i++) {
      gain += hits[i] * Math.log(rates[i]) + misses[i] * Math.log1p(-rates[i]);
    }
    return gain;
  }

  /** Addresses nothing vouches for need a cause too: once for every network that gives them. */
  private double addresses() {
    if (table.liars().isEmpty()) {
      return 0;
    }
    var unexplained =
        table.liars().stream()
            .filter(row -> causes.stream().noneMatch(cause -> explainsAddresses(cause, row)))
            .toList();
    var networks = unexplained.stream().map(Row::network).distinct().toList();
    return networks.stream().mapToDouble(network -> differs(network, unexplained)).sum();
  }

  private double differs(String network, List<Row> liars) {
    return liars.stream()
            .filter(row -> row.network().equals(network))
            .findFirst()
            .filter(this::originsOwn)
            .isPresent()
        ? Priors.LOG_ADDRESS_IS_ORIGINS
        : Priors.LOG_ADDRESSES_DIFFER;
  }

  private static boolean explainsAddresses(Hypothesis cause, Row row) {
    return switch (cause.id()) {
      case RESOLVER_LIES_OR_FAILS, DNS_INJECTION, ZONE_FAULT, UNKNOWN -> cause.touches(row);
      default -> false;
    };
  }

  private boolean originsOwn(Row row) {
    return causes.stream().anyMatch(cause -> isOneAddress(cause) && cause.touches(row));
  }

  private static boolean isOneAddress(Hypothesis cause) {
    return cause.id() == dev.parallax.model.Cause.ONE_ADDRESS_BAD;
  }
}
