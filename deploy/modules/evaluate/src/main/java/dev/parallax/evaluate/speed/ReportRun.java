package dev.parallax.evaluate.speed;

import dev.parallax.attribution.Attribution;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.simulate.Simulation;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonlReport;
import dev.parallax.report.export.CsvReport;
import dev.parallax.report.export.GithubReport;
import dev.parallax.report.export.JunitReport;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.export.PromReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.text.WideReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Times the printing of a sweep of 1,000 vantages in every format, on one thread, and prints a line
 * for each repetition: format, bytes, nanoseconds of CPU. Called by {@code deploy/bench report} in
 * a process of its own.
 */
public final class ReportRun {
  private static final int VANTAGES = 1_000;
  private static final int WARM = 8;
  private static final int REPETITIONS = 15;
  private static final long SEED = 7;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private ReportRun() {}

  /** Takes no arguments. */
  public static void main(String... none) {
    var sweep = new Simulation(SpeedRun.world(VANTAGES), SeededRandom.of(SEED, 1)).firstLook();
    var report = Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
    formats().forEach((name, format) -> time(name, () -> format.apply(report)));
    System.out.println("end");
  }

  /** Prints a report once. */
  @FunctionalInterface
  private interface Printing {
    String print();
  }

  private static Map<String, Function<Report, String>> formats() {
    var english = Catalogue.english();
    var chinese = Catalogue.of(Language.ZH);
    var all = new LinkedHashMap<String, Function<Report, String>>();
    all.put("text", report -> TextReport.write(report, english));
    all.put("text-160", report -> TextReport.write(report, chinese, 160));
    all.put("wide", report -> WideReport.write(report, english));
    all.put("json", report -> JsonReport.write(report, english));
    all.put("jsonl", report -> jsonl(report, english));
    all.put("html", report -> HtmlReport.write(report, english));
    all.put("markdown", report -> MarkdownReport.write(report, english));
    all.put("junit", report -> JunitReport.write(report, english));
    all.put("csv", CsvReport::write);
    all.put("prom", PromReport::write);
    all.put("github", report -> GithubReport.write(report, english));
    return all;
  }

  private static String jsonl(Report report, Catalogue catalogue) {
    var text = new StringWriter();
    new JsonlReport(text, catalogue).whole(report);
    return text.toString();
  }

  private static void time(String format, Printing printing) {
    for (int i = 0; i < WARM + REPETITIONS; i++) {
      long start = CPU.getCurrentThreadCpuTime();
      var text = printing.print();
      long took = CPU.getCurrentThreadCpuTime() - start;
      if (i >= WARM) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        System.out.println(format + " " + bytes + " " + took);
      }
    }
  }
}
