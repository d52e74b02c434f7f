package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.NextProbe;
import dev.parallax.model.NextProbe.Why;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What would tell the remaining causes apart: arms that did not run where they would tell, the most
 * information per handshake first; then vantages the fleet lacks, the most information first.
 */
final class NextProbes {
  private static final int MOST = 5;

  private final Table table;
  private final List<Belief> beliefs;
  private final List<Suspect> suspects;
  private final List<Kin> kin;
  private final Forecasts forecasts;
  private final Picks picks;
  private final double known;
  private final List<Telling> telling;

  NextProbes(Table table, List<Belief> beliefs) {
    this.table = table;
    this.beliefs = beliefs;
    this.suspects = Suspect.of(beliefs);
    this.kin = Kin.of(table, suspects);
    this.forecasts = new Forecasts(table);
    this.picks = new Picks(table);
    this.known = 1 - Suspect.unknown(beliefs);
    this.telling = telling();
  }

  /** An arm with what it would tell. */
  private record Telling(Arm arm, List<Row> rows, List<Map<Long, Double>> answers, double bits) {
    double worth() {
      var trials = Worth.usualTrials(arm) * Worth.weight(arm);
      return bits / Worth.cost(trials, rows.size());
    }
  }

  List<NextProbe> all() {
    var arms =
        telling.stream()
            .sorted(Comparator.comparingDouble(Telling::worth).reversed())
            .limit(MOST)
            .map(this::probe);
    return Stream.concat(arms, new LackingVantages(table, beliefs).all().stream()).toList();
  }

  /** Arms that did not run and could have told more. */
  List<Arm> notRun() {
    return telling.stream().map(Telling::arm).filter(arm -> !table.ran().contains(arm)).toList();
  }

  private List<Telling> telling() {
    return suspects.size() < 2
        ? List.of()
        : Stream.of(Arm.values())
            .flatMap(this::telling)
            .filter(one -> one.bits() >= Worth.LEAST_BITS)
            .toList();
  }

  private Stream<Telling> telling(Arm arm) {
    var where =
        kin.stream().filter(one -> !one.asked(arm) && forecasts.tells(suspects, arm, one)).toList();
    var rows = picks.of(where, arm);
    if (rows.isEmpty()) {
      return Stream.of();
    }
    var trials = Worth.usualTrials(arm) * rows.size();
    var answers = suspects.stream().map(one -> forecasts.answers(one, arm, where, trials)).toList();
    var bits = known * Branches.of(suspects).gain(answers);
    return Stream.of(new Telling(arm, picks.withControls(rows, arm), answers, bits));
  }

  /** Between the likeliest cause and the next one that would answer otherwise. */
  private NextProbe probe(Telling telling) {
    var left = telling.answers().getFirst();
    int right = 1;
    while (right < suspects.size() - 1 && isAlike(left, telling.answers().get(right), right)) {
      right++;
    }
    return new NextProbe(
        telling.arm(),
        Floors.ids(telling.rows()),
        telling.bits(),
        Why.SEPARATES,
        Map.of("left", name(0), "right", name(right)));
  }

  private boolean isAlike(Map<Long, Double> left, Map<Long, Double> answers, int right) {
    return name(right).equals(name(0)) || left.equals(answers);
  }

  private String name(int suspect) {
    return suspects.get(suspect).causes().stream()
        .findFirst()
        .map(cause -> cause.id().code())
        .orElse(dev.parallax.model.Cause.HEALTHY.code());
  }
}
