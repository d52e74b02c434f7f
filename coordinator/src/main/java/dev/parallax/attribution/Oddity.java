package dev.parallax.attribution;

import static dev.parallax.attribution.Sight.BROKEN_HANDSHAKE;
import static dev.parallax.attribution.Sight.CONNECT_SILENT;
import static dev.parallax.attribution.Sight.HTTP_BROKEN;
import static dev.parallax.attribution.Sight.NAME_UNRESOLVED;
import static dev.parallax.attribution.Sight.OK_LOSSY;
import static dev.parallax.attribution.Sight.SILENT_AFTER_HELLO;

import java.util.List;

/**
 * A vantage may be odd for a while, for no reason worth a verdict: it loses packets, or sees
 * something that nobody else does. So no single vantage can speak louder against a cause, or for
 * one, than that is rare.
 */
final class Oddity {
  private static final Leanings LOST =
      Leanings.of(
          List.of(
              OK_LOSSY,
              CONNECT_SILENT,
              SILENT_AFTER_HELLO,
              NAME_UNRESOLVED,
              BROKEN_HANDSHAKE,
              HTTP_BROKEN));

  private Oddity() {}

  /**
   * What is gained over soundness by calling a vantage with these cells odd; may be negative.
   * Inside there is little that could be in the way.
   */
  static double gain(Seat seat, List<Cell> cells) {
    var lossy = Math.log(Priors.ODD_LOSSY) + lossy(seat, cells, LOST.sights());
    return seat.inside() ? lossy : Math.max(Math.log(Priors.ODD) + anything(cells), lossy);
  }

  private static double anything(List<Cell> cells) {
    return cells.stream().mapToDouble(Cell::unsureGain).sum();
  }

  /** What loses packets loses those to other sites too. */
  private static double passing(List<Trial> references) {
    long passed = references.stream().filter(trial -> trial.sight() == Sight.OK).count();
    return passed / (1 + Priors.CORRELATION * Math.max(0, references.size() - 1));
  }

  /**
   * What is gained by a vantage losing packets while a cause is at work.
   *
   * @param explained what the cause may show there, as bits
   */
  static double beside(Row row, int explained) {
    return row.odd() <= 0
        ? 0
        : Math.max(
            0,
            Math.log(Priors.ODD_LOSSY)
                + lossy(row.seat(), row.cells(), LOST.sights() & ~explained));
  }

  private static double lossy(Seat seat, List<Cell> cells, int sights) {
    var shown = new double[Sight.COUNT];
    double lost = 0;
    double kept = passing(seat.references());
    double background = 0;
    for (var cell : cells) {
      double here = 0;
      for (int rest = sights & cell.present(); rest != 0; rest &= rest - 1) {
        int sight = Integer.numberOfTrailingZeros(rest);
        here += cell.count(sight);
        shown[sight] += cell.count(sight);
        background += cell.background(sight);
      }
      lost += here;
      kept += cell.total() - here;
    }
    return lost == 0
        ? Double.NEGATIVE_INFINITY
        : Numbers.logUnknownRate(lost, kept, 0.02, Priors.ODD_LOSSY_MOST)
            + LOST.logChance(shown)
            - background;
  }
}
