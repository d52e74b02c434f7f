package dev.parallax.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The figures as a JSON document, for whoever compares one build with the next. */
final class Told {
  private final ObjectMapper mapper = new ObjectMapper();
  private final ObjectNode root = mapper.createObjectNode();

  Told(Options options) {
    root.put("seed", options.seed()).put("sweeps", options.sweeps());
  }

  void add(Population population, List<Method> methods, List<Trials.Result> results) {
    var node = root.withObject("/populations/" + population.word());
    for (int i = 0; i < methods.size(); i++) {
      figures(node.putObject(methods.get(i).name()), Tables.figures(results, i));
    }
  }

  private static void figures(ObjectNode node, Figures of) {
    node.put("sweeps", of.marks().size())
        .put("right", of.share(Marks::good))
        .put("exact", of.share(Marks::exact))
        .put("cause", of.share(Marks::named))
        .put("all_found", of.share(Marks::complete))
        .put("rightly_open", of.share(it -> it.grade() == Marks.Grade.RIGHTLY_OPEN))
        .put("abstained", of.share(it -> it.grade() == Marks.Grade.ABSTAINED))
        .put("wrong", of.share(Marks::wrong))
        .put("ece", of.calibrationError())
        .put("brier", of.brier())
        .put("lineage_precision", of.lineagePrecision())
        .put("lineage_recall", of.lineageRecall())
        .put("coverage_at_1_percent", of.coverageAt(0.01));
    share(node.putObject("confident_wrong"), of.confidentWrong());
    share(node.putObject("confident_inexact"), of.confidentInexact());
    share(node.putObject("false_on_healthy"), of.falseOnHealthy());
    var bins = node.putArray("reliability");
    of.bins().forEach(bin -> pair(bins, bin.said(), bin.came()));
  }

  private static void pair(ArrayNode into, double said, double came) {
    into.addArray().add(said).add(came);
  }

  private static void share(ObjectNode node, Share share) {
    node.put("some", share.some())
        .put("all", share.all())
        .put("share", share.value())
        .put("low", share.low())
        .put("high", share.high());
  }

  void write(Path file) throws IOException {
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }
}
