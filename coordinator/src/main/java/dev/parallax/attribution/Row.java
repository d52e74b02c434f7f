package dev.parallax.attribution;

import dev.parallax.model.FailureWord;
import dev.parallax.model.VantageId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One vantage in the table.
 *
 * @param index its place in the table
 * @param liar its resolver gave addresses that nothing else vouches for
 * @param lost it could not resolve the name
 * @param trusted fit to be a control: its references do not fail
 * @param base how often the base probe ended with each sight
 */
record Row(
    int index,
    Seat seat,
    List<Cell> cells,
    boolean liar,
    boolean lost,
    boolean trusted,
    Map<Sight, Integer> base) {
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
    return seat.trials().stream().filter(trial -> Arms.NAMED.contains(trial.arm()));
  }

  int baseTrials() {
    return base.values().stream().mapToInt(Integer::intValue).sum();
  }

  int baseFailures(Sight sight) {
    return base.getOrDefault(sight, 0);
  }

  boolean fails(Sight sight) {
    return base.containsKey(sight);
  }

  /** Base mostly gets past the point where the fault would show. */
  boolean clears(Sight fault) {
    int clear = 0;
    for (var one : base.entrySet()) {
      clear += one.getKey().clears(fault) ? one.getValue() : 0;
    }
    return clear > 0 && clear * 5 >= baseTrials() * 4;
  }

  /** Something of this vantage works: its references, or another arm at the target. */
  boolean alive(Sight fault) {
    return seat.references().stream().anyMatch(Trial::ok)
        || seat.trials().stream().anyMatch(trial -> trial.sight().clears(fault));
  }

  Map<FailureWord, Long> words(Sight sight) {
    return named()
        .filter(trial -> trial.sight() == sight)
        .flatMap(trial -> trial.word().stream())
        .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
  }
}
