package dev.parallax.prometheus;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.PublishedFailureWords;
import dev.parallax.model.observation.TlsStep;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The metrics of one vantage and one target.
 *
 * @param phases seconds by phase
 * @param version e.g. {@code TLS 1.3}
 * @param reason step and word of the most frequent failure; from closed lists
 */
public record ProbeFigures(
    String vantage,
    Map<ProbeGauge, Double> gauges,
    Map<String, Double> phases,
    Optional<String> version,
    Optional<String> cipher,
    Optional<Reason> reason) {
  private static final String OTHER = "other";

  public ProbeFigures {
    gauges = Map.copyOf(gauges);
    phases = Map.copyOf(phases);
  }

  public record Reason(String step, String word) {}

  public static ProbeFigures of(String vantage, ProbeTrials trials) {
    var gauges = new EnumMap<ProbeGauge, Double>(ProbeGauge.class);
    for (var gauge : ProbeGauge.values()) {
      gauge.of(trials).ifPresent(value -> gauges.put(gauge, value));
    }
    var phases = new TreeMap<String, Double>();
    trials.phases().forEach((name, time) -> time.ifPresent(value -> phases.put(name, value)));
    return new ProbeFigures(
        vantage,
        gauges,
        phases,
        trials.agreed().map(TlsStep.Agreed::version).map(ProbeFigures::version),
        trials.agreed().map(TlsStep.Agreed::cipher).map(ProbeFigures::word),
        trials.failure().map(ProbeFigures::reason));
  }

  /** Adds the series of this probe; {@code target} is the target's name. */
  public void write(MetricFamilies families, String target) {
    String[] pair = {"target", target, "probe", vantage};
    gauges.forEach((gauge, value) -> families.gauge(gauge.metric(), gauge.help(), value, pair));
    phases.forEach(
        (phase, seconds) ->
            families.gauge(
                "probe_http_duration_seconds",
                "Duration of each phase, median of the base trials.",
                seconds,
                with(pair, "phase", phase)));
    version.ifPresent(
        value ->
            families.info(
                "probe_tls_version",
                "TLS version of the last handshake.",
                with(pair, "version", value)));
    cipher.ifPresent(
        value ->
            families.info(
                "probe_tls_cipher",
                "Cipher suite of the last handshake.",
                with(pair, "cipher", value)));
    reason.ifPresent(
        value ->
            families.gauge(
                "parallax_failure_reason",
                "Step and failure word of most failing base trials.",
                1,
                with(pair, "step", value.step(), "reason", value.word())));
  }

  private static String[] with(String[] labels, String... more) {
    return Stream.concat(Stream.of(labels), Stream.of(more)).toArray(String[]::new);
  }

  private static Reason reason(Failure failure) {
    return new Reason(failure.step().name().toLowerCase(Locale.ROOT), reason(failure.word()));
  }

  /** A newer agent may send unknown words: labels must not grow without bound. */
  private static String reason(FailureWord word) {
    var known =
        PublishedFailureWords.FIXED.contains(word)
            || word.word().matches("http_status_[1-5]xx")
            || isAlert(word);
    return known ? word.word() : OTHER;
  }

  private static boolean isAlert(FailureWord word) {
    return word.isAlert()
        && IntStream.range(0, 256).mapToObj(FailureWord::alert).anyMatch(word::equals);
  }

  /** As blackbox_exporter spells it. */
  private static String version(String version) {
    return version.matches("TLSv1\\.[0-3]") ? "TLS " + version.substring(4) : OTHER;
  }

  private static String word(String name) {
    return name.matches("[A-Z0-9_]{1,64}") ? name : OTHER;
  }
}
