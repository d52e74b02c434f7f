package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.LastHealthy.PastHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The earlier sweep with which a failing sweep is compared. */
final class LastHealthyTest {
  private final List<PastHealth> said = new ArrayList<>();
  private final Map<String, Report> reports = new TreeMap<>();

  @Test
  void theNewestWellOne_andTheOldestUnwellSince() {
    add("u2", false, Family.ANY);
    add("u1", false, Family.ANY);
    add("w2", true, Family.ANY);
    add("w1", true, Family.ANY);

    var diff = compared(Family.ANY).orElseThrow();

    assertEquals("w2", diff.before().sweep().value());
    assertEquals(Optional.of("u1"), diff.firstOtherwise().map(first -> first.sweep().value()));
  }

  @Test
  void anotherFamilysHealth_isNotCompared() {
    add("four", true, Family.IPV4);
    add("six", true, Family.IPV6);

    var diff = compared(Family.IPV6).orElseThrow();

    assertEquals("six", diff.before().sweep().value());
    assertEquals(Optional.of(Fixture.ID), diff.firstOtherwise().map(Diff.Moment::sweep));
  }

  @Test
  void neverWell_nothingIsCompared() {
    add("u1", false, Family.ANY);

    assertEquals(Optional.empty(), compared(Family.ANY));
  }

  @Test
  void wellOnesThatAreGone_areTriedOnlyAFewTimes() {
    for (int i = 0; i < 9; i++) {
      said.add(new PastHealth(new SweepId("gone" + i), Fixture.sweep().startedAt(), true));
    }
    add("w1", true, Family.ANY);

    assertEquals(Optional.empty(), compared(Family.ANY));
  }

  private void add(String id, boolean well, Family family) {
    var at = Fixture.sweep().startedAt().minus(Duration.ofHours(said.size() + 1));
    said.add(new PastHealth(new SweepId(id), at, well));
    var seen = List.of(Fixture.ok(Fixture.SHOP, Fixture.OUTSIDE.getFirst(), Arm.BASE, 1));
    var sweep =
        new Sweep(
                new SweepId(id),
                at,
                Fixture.sweep().took(),
                false,
                Fixture.vantages(),
                Fixture.sweep().rounds(),
                Fixture.sweep().coverage(),
                List.of(new TargetResults(Fixture.SHOP, Map.of(), seen)))
            .over(family);
    var healthy = Fixture.verdicts().getLast().verdicts();
    reports.put(
        id,
        Report.of(sweep, List.of(new TargetVerdicts(Fixture.SHOP, healthy)), ExitPolicy.DEFAULT));
  }

  private Optional<Diff> compared(Family family) {
    var sweep = Fixture.sweep().only(Fixture.SHOP.name()).over(family);
    var report = Report.of(sweep, List.of(Fixture.verdicts().getFirst()), ExitPolicy.DEFAULT);
    return LastHealthy.with(report, LastHealthy.search(report, new Kept())).history().stream()
        .findFirst();
  }

  private final class Kept implements LastHealthy.Archive {
    @Override
    public List<PastHealth> before(Sweep sweep, Target target) {
      return said;
    }

    @Override
    public Optional<Report> report(SweepId sweep, Target target) {
      return Optional.ofNullable(reports.get(sweep.value()));
    }
  }
}
