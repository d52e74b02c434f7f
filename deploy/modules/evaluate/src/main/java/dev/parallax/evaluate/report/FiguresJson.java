package dev.parallax.evaluate.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.evaluate.method.AttributionMethod;
import dev.parallax.evaluate.run.EvaluationOptions;
import dev.parallax.evaluate.run.EvaluationRun;
import dev.parallax.evaluate.run.Population;
import dev.parallax.evaluate.score.MethodScores;
import dev.parallax.evaluate.score.Proportion;
import dev.parallax.evaluate.score.SweepScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The figures as a JSON document, for the comparison of builds. */
public final class FiguresJson {
  private final ObjectMapper mapper = new ObjectMapper();
  private final ObjectNode root = mapper.createObjectNode();

  public FiguresJson(EvaluationOptions options) {
    root.put("seed", options.seed()).put("sweeps", options.sweeps());
  }

  public void add(
      Population population, List<AttributionMethod> methods, List<EvaluationRun.Result> results) {
    var node = root.withObject("/populations/" + population.word());
    for (int i = 0; i < methods.size(); i++) {
      figures(node.putObject(methods.get(i).name()), EvaluationTables.figures(results, i));
    }
  }

  private static void figures(ObjectNode node, MethodScores of) {
    node.put("sweeps", of.marks().size())
        .put("right", of.share(SweepScore::good))
        .put("exact", of.share(SweepScore::exact))
        .put("cause", of.share(SweepScore::named))
        .put("all_found", of.share(SweepScore::complete))
        .put("rightly_open", of.share(it -> it.grade() == SweepScore.VerdictGrade.RIGHTLY_OPEN))
        .put("abstained", of.share(it -> it.grade() == SweepScore.VerdictGrade.ABSTAINED))
        .put("wrong", of.share(SweepScore::wrong))
        .put("ece", of.calibrationError())
        .put("brier", of.brier())
        .put("lineage_precision", of.lineagePrecision())
        .put("lineage_recall", of.lineageRecall())
        .put("coverage_at_1_percent", of.coverageAt(0.01));
    share(node.putObject("confident_wrong"), of.confidentWrong());
    share(node.putObject("confident_inexact"), of.confidentInexact());
    share(node.putObject("false_on_healthy"), of.falseOnHealthy());
    var bins = node.putArray("reliability");
    of.bins().forEach(bin -> pair(bins, bin.predicted(), bin.came()));
  }

  private static void pair(ArrayNode into, double predicted, double came) {
    into.addArray().add(predicted).add(came);
  }

  private static void share(ObjectNode node, Proportion share) {
    node.put("some", share.count())
        .put("all", share.all())
        .put("share", share.value())
        .put("low", share.low())
        .put("high", share.high());
  }

  public void write(Path file) throws IOException {
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }
}
