package dev.parallax.report;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A sweep of one target from many vantages, two in three of which fail. */
public final class Fleet {
  private static final String[] REGIONS = {"af", "ap", "eu", "sa", "us"};

  private Fleet() {}

  public static Report of(int size) {
    var vantages = IntStream.range(0, size).mapToObj(Fleet::vantage).toList();
    var seen = new ArrayList<Observation>();
    for (int i = 0; i < size; i++) {
      for (int trial = 1; trial <= 5; trial++) {
        var id = vantages.get(i).id();
        seen.add(
            i % 3 == 0
                ? Fixture.ok(Fixture.SHOP, id, Arm.BASE, trial)
                : Fixture.failed(Fixture.SHOP, id, Arm.BASE, trial, FailureWord.RESET_AFTER_HELLO));
        seen.add(Fixture.ok(Fixture.SHOP, id, Arm.CONTROL_SNI, trial));
        seen.add(Fixture.ok(Fixture.SHOP, id, Arm.NO_SNI, trial));
      }
    }
    var sweep =
        new Sweep(
            Fixture.ID,
            Fixture.sweep().startedAt(),
            Duration.ofSeconds(20),
            false,
            vantages,
            Fixture.sweep().rounds(),
            new Coverage(size, size, List.of()),
            List.of(new TargetResults(Fixture.SHOP, Map.of(), seen)));
    return Report.of(
        sweep, List.of(new TargetVerdicts(Fixture.SHOP, List.of(verdict()))), ExitPolicy.DEFAULT);
  }

  private static Verdict verdict() {
    return Fixture.verdicts().getFirst().verdicts().getFirst();
  }

  private static Vantage vantage(int number) {
    return new Vantage(
        new VantageId("probe-" + number),
        Map.of("region", REGIONS[number % REGIONS.length], "asn", "AS" + (64_500 + number)),
        "0.1.0",
        Optional.of(Duration.ofMillis(number % 7)),
        Map.of("os", "Linux"));
  }
}
