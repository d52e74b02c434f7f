package dev.parallax.lab;

import dev.parallax.lab.results.CpuPressure;
import dev.parallax.lab.results.FixtureFile;
import dev.parallax.lab.results.LabResults;
import dev.parallax.lab.results.ResultFile;
import dev.parallax.lab.results.ResultTable;
import dev.parallax.lab.results.ScenarioOutcome;
import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.Scenario;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs scenarios in sequence, under each condition, and writes the results after each. */
final class LabRun {
  private static final int LINES = 4;

  private final LabOptions order;
  private final Rig rig;
  private final Clock clock;
  private final Consumer<String> say;
  private final Path folder;
  private final List<LabResults> finished = new ArrayList<>();
  private LabResults results = LabResults.none(Conditions.ORDINARY);

  LabRun(LabOptions order, Rig rig, Clock clock, Consumer<String> say, Path folder) {
    this.order = order;
    this.rig = rig;
    this.clock = clock;
    this.say = say;
    this.folder = folder;
  }

  /** One entry for each condition. */
  List<LabResults> all() throws IOException, InterruptedException, StageFailure {
    for (var part : order.runs()) {
      say.accept("conditions: " + part.conditions());
      rig.begin(part.conditions());
      under(part);
      rig.end();
      finished.add(results);
    }
    return finished;
  }

  private void under(LabPart part) throws IOException, InterruptedException {
    results = LabResults.none(part.conditions());
    write();
    for (var scenario : part.scenarios()) {
      var visible = scenario.under(part.conditions());
      if (visible.isPresent()) {
        act(visible.get());
      } else {
        passOver(scenario);
      }
      write();
    }
  }

  private void passOver(Scenario scenario) {
    results = results.andPassedOver();
    say.accept(scenario.name() + ": skipped, no remaining vantage can observe it");
  }

  private void act(Scenario scenario) throws IOException, InterruptedException {
    var start = clock.instant();
    var waited = CpuPressure.total();
    try {
      var acted = rig.act(scenario);
      var whole = Duration.between(start, clock.instant());
      var outcome = acted.took(whole, CpuPressure.over(whole, waited));
      results = results.and(outcome);
      tell(outcome);
      keep(outcome);
    } catch (StageFailure failure) {
      var why = shortened(String.valueOf(failure.getMessage()));
      results = results.and(new LabResults.Unacted(scenario.name(), why));
      say.accept("not acted out  " + scenario.name() + ": " + why);
    }
  }

  /** The end of a program's log is at the end. */
  private static String shortened(String message) {
    var lines = message.lines().toList();
    return lines.size() <= LINES
        ? message
        : lines.getFirst()
            + "\n"
            + String.join("\n", lines.subList(lines.size() - LINES, lines.size()));
  }

  private void tell(ScenarioOutcome outcome) {
    say.accept(
        "%-9s %s s  %s: %s"
            .formatted(
                outcome.judged(),
                ResultTable.seconds(outcome.whole()),
                outcome.scenario().name(),
                outcome.got()));
    if (outcome.isConfidentlyWrong()) {
      say.accept("the report of the wrong verdict:\n" + report(outcome));
    }
  }

  private String report(ScenarioOutcome outcome) {
    var reports = folder.resolve(results.conditions().folder());
    try {
      return Files.readString(reports.resolve(outcome.scenario().name() + ".txt"));
    } catch (IOException unreadable) {
      return "not readable: " + unreadable.getMessage();
    }
  }

  private void keep(ScenarioOutcome outcome) throws IOException {
    if (order.fixtures().isPresent()) {
      FixtureFile.write(outcome, order.fixtures().get().resolve(results.conditions().folder()));
    }
  }

  private void write() throws IOException {
    var soFar = new ArrayList<>(finished);
    soFar.add(results);
    var file = new ResultFile(soFar);
    file.write(folder.resolve("results.json"));
    if (order.results().isPresent()) {
      file.write(order.results().get());
    }
  }
}
