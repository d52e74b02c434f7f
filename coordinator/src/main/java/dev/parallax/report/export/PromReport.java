package dev.parallax.report.export;

import dev.parallax.model.Arm;
import dev.parallax.model.Blame;
import dev.parallax.model.CertificateFacts;
import dev.parallax.model.Failure;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Observation;
import dev.parallax.model.Step;
import dev.parallax.model.TargetResults;
import dev.parallax.model.TargetVerdicts;
import dev.parallax.report.Report;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.view.StepCell;
import dev.parallax.text.CiLog;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the base probes and verdicts as Prometheus text for node_exporter's textfile collector.
 * Names are those of blackbox_exporter where they exist; a vantage that did not run has no series.
 */
public final class PromReport {
  private static final Map<Step, String> PHASES =
      Map.of(Step.DNS, "resolve", Step.TCP, "connect", Step.TLS, "tls", Step.HTTP, "processing");
  private static final Set<FailureWord> KNOWN = Set.copyOf(FailureWord.FIXED);

  private final Report report;
  private final PromText out = new PromText();

  private PromReport(Report report) {
    this.report = report;
  }

  public static String write(Report report) {
    var written = new PromReport(report);
    report.sweep().targets().forEach(written::target);
    written.sweep();
    return CiLog.inert(written.out.text());
  }

  private void target(TargetResults results) {
    var grid = new ObservationGrid(results, report.sweep().vantages());
    var target = results.target().name();
    for (var vantage : report.sweep().vantages()) {
      var trials = grid.ran(vantage.id(), Arm.BASE);
      if (!trials.isEmpty()) {
        probe(PromText.labels("target", target, "probe", vantage.id().name()), trials);
      }
    }
    report.verdictsOn(results).ifPresent(judged -> verdict(target, judged));
  }

  private void probe(String labels, List<Observation> trials) {
    var passed = trials.stream().filter(Observation::ok).count();
    out.gauge(
        "probe_success",
        "1 when most base probes passed, otherwise 0.",
        labels,
        passed * 2 > trials.size() ? 1 : 0);
    out.gauge(
        "probe_duration_seconds", "Duration of the base probe, median.", labels, whole(trials));
    times(labels, trials);
    trials.stream()
        .flatMap(trial -> trial.steps().http().stream())
        .findFirst()
        .ifPresent(
            http ->
                out.gauge(
                    "probe_http_status_code", "Status of the response.", labels, http.status()));
    tls(labels, trials);
    failures(labels, trials);
  }

  private static double whole(List<Observation> trials) {
    return median(
        trials.stream()
            .map(
                trial ->
                    Stream.of(Step.values())
                        .flatMap(step -> StepCell.took(trial.steps(), step).stream())
                        .reduce(Duration.ZERO, Duration::plus))
            .toList());
  }

  private void times(String labels, List<Observation> trials) {
    for (var step : Step.values()) {
      var times =
          trials.stream().flatMap(one -> StepCell.took(one.steps(), step).stream()).toList();
      if (!times.isEmpty()) {
        var phase = PromText.and(labels, "phase", PHASES.getOrDefault(step, ""));
        var median = median(times);
        out.gauge("probe_http_duration_seconds", "Duration of each phase, median.", phase, median);
        if (step == Step.DNS) {
          out.gauge(
              "probe_dns_lookup_time_seconds",
              "Duration of the name resolution, median.",
              labels,
              median);
        }
      }
    }
  }

  private void tls(String labels, List<Observation> trials) {
    var steps = trials.stream().flatMap(trial -> trial.steps().tls().stream()).toList();
    steps.stream()
        .map(step -> step.agreed().version())
        .filter(version -> !version.isEmpty())
        .findFirst()
        .ifPresent(
            version ->
                out.gauge(
                    "probe_tls_version_info",
                    "TLS version of the handshake.",
                    PromText.and(labels, "version", version),
                    1));
    steps.stream()
        .flatMap(step -> step.chain().stream())
        .map(CertificateFacts::notAfter)
        .min(Comparator.naturalOrder())
        .ifPresent(
            end ->
                out.gauge(
                    "probe_ssl_earliest_cert_expiry",
                    "Earliest end of a certificate in the chain, Unix time in seconds.",
                    labels,
                    (double) end.getEpochSecond()));
  }

  private void failures(String labels, List<Observation> trials) {
    var counts = new TreeMap<String, Long>();
    trials.stream()
        .flatMap(trial -> trial.failure().stream())
        .map(failure -> reason(labels, failure))
        .forEach(reason -> counts.merge(reason, 1L, Long::sum));
    counts.forEach(
        (reason, count) ->
            out.gauge(
                "parallax_failure_reason",
                "Share of the base probes with this failure.",
                reason,
                (double) count / trials.size()));
  }

  private static String reason(String labels, Failure failure) {
    var step = failure.step().name().toLowerCase(Locale.ROOT);
    return PromText.and(
        PromText.and(labels, "step", step), "reason", closed(failure.word()).word());
  }

  /** A label contains words of the closed list only; each other word would be a new series. */
  private static FailureWord closed(FailureWord word) {
    return KNOWN.contains(word) || word.isAlert() || word.isHttpStatus()
        ? word
        : FailureWord.UNKNOWN;
  }

  private void verdict(String target, TargetVerdicts judged) {
    var blamed =
        judged.verdicts().stream()
            .map(one -> one.blame())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (var blame : Blame.values()) {
      out.gauge(
          "parallax_verdict",
          "1 when a verdict on the target has this blame, otherwise 0.",
          PromText.labels("target", target, "blame", blame.name()),
          blamed.contains(blame) ? 1 : 0);
    }
  }

  private void sweep() {
    var coverage = report.sweep().coverage();
    var help = "Vantages of the sweep, answered and missing.";
    out.gauge(
        "parallax_vantages", help, PromText.labels("status", "answered"), coverage.answered());
    out.gauge(
        "parallax_vantages",
        help,
        PromText.labels("status", "missing"),
        coverage.requested() - coverage.answered());
    out.gauge(
        "parallax_sweep_duration_seconds",
        "Duration of the sweep.",
        "",
        report.sweep().took().toNanos() / 1e9);
    out.gauge(
        "parallax_sweep_start_timestamp_seconds",
        "Start of the sweep, Unix time in seconds.",
        "",
        report.sweep().startedAt().toEpochMilli() / 1e3);
  }

  private static double median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2).toNanos() / 1e9;
  }
}
