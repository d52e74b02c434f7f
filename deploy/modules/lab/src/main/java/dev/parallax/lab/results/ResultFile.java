package dev.parallax.lab.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeSet;

/** The results as JSON, for each condition. */
public record ResultFile(List<LabResults> runs) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Replaces the file atomically, so that no reader sees a part of it. */
  public void write(Path file) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), document());
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private ObjectNode document() {
    var root = MAPPER.createObjectNode();
    var array = root.putArray("runs");
    runs.forEach(results -> describe(results, array.addObject()));
    return root;
  }

  private static void describe(LabResults results, ObjectNode root) {
    var conditions = root.putObject("conditions");
    conditions
        .put("insideDropped", results.conditions().insideDropped())
        .put("lossPercent", results.conditions().lossPercent())
        .put("offline", results.conditions().offline().orElse(null))
        .put("starved", results.conditions().starved().orElse(null));
    var restrictions = conditions.putArray("restrictions");
    new TreeSet<>(results.conditions().restrictions())
        .forEach(it -> restrictions.add(it.toString()));
    root.put("scenarios", results.acted())
        .put("right", results.rightCauses())
        .put("rightBlameAndSegment", results.rightSides())
        .put("confidentlyWrong", results.confidentlyWrong())
        .put("passedOver", results.passedOver());
    var outcomes = root.putArray("outcomes");
    results.outcomes().forEach(outcome -> describe(outcome, outcomes.addObject()));
    var unacted = root.putArray("notActedOut");
    results
        .unacted()
        .forEach(
            scenario ->
                unacted
                    .addObject()
                    .put("scenario", scenario.scenario())
                    .put("reason", scenario.why()));
  }

  private static void describe(ScenarioOutcome outcome, ObjectNode into) {
    into.put("scenario", outcome.scenario().name())
        .put("family", outcome.scenario().family().word())
        .put("expected", outcome.scenario().expectedText())
        .put("got", outcome.got())
        .put("probability", outcome.probability())
        .put("grade", outcome.grade())
        .put("handshakes", outcome.handshakes())
        .put("sweepMs", outcome.sweep().toMillis())
        .put("scenarioMs", outcome.whole().toMillis())
        .put("cpuPressure", Math.round(100 * outcome.pressure().share()) / 100.0)
        .put("verdict", outcome.mark().word())
        .put("confidentlyWrong", outcome.isConfidentlyWrong())
        .put("report", outcome.report().getFileName().toString());
  }
}
