package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.FailureWord;
import dev.parallax.model.VantageId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One vantage in the table.
 *
 * @param index its place in the table
 * @param kind the same for rows that saw just the same
 * @param liar its resolver gave addresses that nothing else vouches for
 * @param lost it could not resolve the name
 * @param trusted fit to be a control: its references do not fail
 * @param odd what is gained by calling it an odd one, apart from every cause
 * @param ended how often each arm ended with each sight
 */
record Row(
    int index,
    int kind,
    Seat seat,
    List<Cell> cells,
    boolean liar,
    boolean lost,
    boolean trusted,
    double odd,
    Map<Arm, Map<Sight, Integer>> ended) {
  private static final Set<Arm> CARRY_NAME = carryName();

  private static final int PASSES = Sight.bits(List.of(Sight.OK, Sight.OK_LOSSY, Sight.OK_SLOW));

  private static Set<Arm> carryName() {
    var arms = EnumSet.copyOf(ArmSets.NAMED);
    arms.addAll(ArmSets.LARGE);
    return arms;
  }

  /** Rows are compared within one table, and often. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row && index == row.index && id().equals(row.id());
  }

  @Override
  public int hashCode() {
    return index;
  }

  VantageId id() {
    return seat.id();
  }

  String network() {
    return seat.network();
  }

  boolean inside() {
    return seat.inside();
  }

  Stream<Trial> named() {
    return seat.trials().stream().filter(trial -> ArmSets.NAMED.contains(trial.arm()));
  }

  Map<Sight, Integer> base() {
    return ended.getOrDefault(Arm.BASE, Map.of());
  }

  int baseTrials() {
    return base().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Nearly all its base trials at some address fail, or all that a browser would send. */
  boolean failsForGood() {
    return cells.stream()
            .filter(cell -> cell.arm() == Arm.BASE || ArmSets.LARGE.contains(cell.arm()))
            .filter(cell -> !cell.address().isEmpty())
            .anyMatch(Row::failsForGood)
        || losesTheName();
  }

  /** A question lost now and then has no address either, and is no address that fails. */
  private boolean losesTheName() {
    int unresolved = base().getOrDefault(Sight.NAME_UNRESOLVED, 0);
    return unresolved > 1 && unresolved * 5 >= baseTrials() * 4;
  }

  private static boolean failsForGood(Cell cell) {
    double passed = 0;
    for (int rest = PASSES & cell.present(); rest != 0; rest &= rest - 1) {
      passed += cell.count(Integer.numberOfTrailingZeros(rest));
    }
    return cell.total() > 1 && passed * 5 <= cell.total();
  }

  /** Some trial by which the cause is noticed ended its way. */
  boolean fails(Hypothesis cause) {
    return count(cause, cause::shows) > 0;
  }

  /** Most trials by which the cause is noticed ended its way, or two at least. */
  boolean clearlyFails(Hypothesis cause) {
    var failed = count(cause, cause::shows);
    return failed >= 2 || (failed > 0 && failed * 2 >= count(cause, seen -> true));
  }

  /**
   * The trials by which the cause is noticed mostly get past the point where it would show. What
   * did not get as far says nothing, while it is not the rule; a little loss is everywhere.
   */
  boolean clears(Hypothesis cause) {
    var clear = count(cause, seen -> seen.clears(cause.sight()) && !cause.shows(seen));
    var there = count(cause, seen -> seen.clears(cause.sight()) || cause.shows(seen));
    int most = cause.sight().passes() ? 3 : 4;
    return clear > 0 && clear * 5 >= there * most && clear * 2 >= count(cause, seen -> true);
  }

  /** The share of its base trials that ended so. */
  double share(Sight sight) {
    return baseTrials() == 0 ? 0 : (double) base().getOrDefault(sight, 0) / baseTrials();
  }

  private int count(Hypothesis cause, Predicate<Sight> which) {
    int count = 0;
    for (var arm : cause.mechanism().noticed()) {
      for (var one : ended.getOrDefault(arm, Map.of()).entrySet()) {
        count += which.test(one.getKey()) ? one.getValue() : 0;
      }
    }
    return count;
  }

  /** Something of this vantage works: its references, or another arm at the target. */
  boolean alive(Sight fault) {
    return seat.references().stream().anyMatch(Trial::ok)
        || seat.trials().stream().anyMatch(trial -> trial.sight().clears(fault));
  }

  /** The words of the trials that ended the cause's way. */
  Map<FailureWord, Long> words(Hypothesis cause) {
    return words(cause::shows);
  }

  Map<FailureWord, Long> words(Predicate<Sight> which) {
    var counts = new HashMap<FailureWord, Long>();
    for (var trial : seat.trials()) {
      if (CARRY_NAME.contains(trial.arm()) && which.test(trial.sight())) {
        trial.word().ifPresent(word -> counts.merge(word, 1L, Long::sum));
      }
    }
    return counts;
  }
}
