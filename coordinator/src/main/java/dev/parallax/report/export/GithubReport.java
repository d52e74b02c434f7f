package dev.parallax.report.export;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Report;
import dev.parallax.report.words.Catalogue;
import dev.parallax.text.CiLog;
import dev.parallax.text.Printable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes one annotation for each verdict, as workflow commands of GitHub Actions. */
public final class GithubReport {
  private GithubReport() {}

  public static String write(Report report, Catalogue catalogue) {
    return report.verdicts().stream()
        .flatMap(judged -> lines(judged, catalogue))
        .map(CiLog::inertCommand)
        .collect(Collectors.joining());
  }

  private static Stream<String> lines(TargetVerdicts judged, Catalogue catalogue) {
    var title = property(judged.target().name());
    return judged.verdicts().stream()
        .map(
            verdict ->
                "::"
                    + level(verdict)
                    + " title="
                    + title
                    + "::"
                    + message(verdict, catalogue)
                    + "\n");
  }

  private static String level(Verdict verdict) {
    return verdict.blame() == Blame.HEALTHY
        ? "notice"
        : verdict.blame() == Blame.INCONCLUSIVE ? "warning" : "error";
  }

  private static String message(Verdict verdict, Catalogue catalogue) {
    return catalogue.headline(verdict).replace("%", "%25");
  }

  private static String property(String text) {
    return Printable.of(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C");
  }
}
