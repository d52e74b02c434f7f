package dev.parallax.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The results for machines: a JSON array, a member a scenario. */
record ResultFile(List<Outcome> outcomes) {
  private static final JsonMapper MAPPER = new JsonMapper();

  void write(Path file) throws IOException {
    var array = MAPPER.createArrayNode();
    outcomes.forEach(outcome -> describe(outcome, array.addObject()));
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), array);
  }

  private static void describe(Outcome outcome, ObjectNode into) {
    into.put("scenario", outcome.scenario().name())
        .put("family", outcome.scenario().family().word())
        .put("expected", outcome.scenario().expectedText())
        .put("got", outcome.got())
        .put("probability", outcome.probability())
        .put("grade", outcome.grade())
        .put("handshakes", outcome.handshakes())
        .put("tookMs", outcome.took().toMillis())
        .put("verdict", outcome.mark().word())
        .put("confidentlyWrong", outcome.isConfidentlyWrong())
        .put("report", outcome.report().getFileName().toString());
  }
}
