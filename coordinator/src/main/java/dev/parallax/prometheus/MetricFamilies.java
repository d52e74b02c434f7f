package dev.parallax.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.text.Printable;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metric families of one scrape or one report. Labels are names and values in turn; values are
 * made printable. Of two series with the same labels the first is kept.
 */
public final class MetricFamilies {
  private final Map<String, SeriesFamily<GaugeDataPointSnapshot>> gauges = new LinkedHashMap<>();
  private final Map<String, SeriesFamily<CounterDataPointSnapshot>> counters =
      new LinkedHashMap<>();
  private final Map<String, SeriesFamily<InfoDataPointSnapshot>> infos = new LinkedHashMap<>();
  private final List<MetricSnapshot> histograms = new ArrayList<>();

  public void gauge(String name, String help, Number value, String... labels) {
    var of = labels(labels);
    family(gauges, name, help).add(of, new GaugeDataPointSnapshot(value.doubleValue(), of, null));
  }

  /** A metric with labels only; {@code name} without {@code _info}. */
  public void info(String name, String help, String... labels) {
    var of = labels(labels);
    family(infos, name, help).add(of, new InfoDataPointSnapshot(of));
  }

  /** {@code name} without {@code _total}. */
  public void counter(String name, String help, Number value, String... labels) {
    var of = labels(labels);
    family(counters, name, help)
        .add(of, new CounterDataPointSnapshot(value.doubleValue(), of, null, 0));
  }

  /**
   * A histogram of one series.
   *
   * @param bounds ascending, without infinity
   * @param counts in each bucket, not cumulative; one more than there are bounds
   */
  public void histogram(
      String name, String help, List<Double> bounds, List<Long> counts, double sum) {
    var all = new ArrayList<>(bounds);
    all.add(Double.POSITIVE_INFINITY);
    histograms.add(
        HistogramSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(
                HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(all, counts))
                    .sum(sum)
                    .build())
            .build());
  }

  /** Prometheus' text format 0.0.4. */
  public String text() {
    try {
      var out = new ByteArrayOutputStream(16 * 1024);
      PrometheusTextFormatWriter.create()
          .write(out, snapshots(), EscapingScheme.UNDERSCORE_ESCAPING);
      return out.toString(UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private MetricSnapshots snapshots() {
    var all = MetricSnapshots.builder();
    gauges.forEach(
        (name, family) ->
            all.metricSnapshot(new GaugeSnapshot(family.metadata(name), family.points())));
    infos.forEach(
        (name, family) ->
            all.metricSnapshot(new InfoSnapshot(family.metadata(name), family.points())));
    counters.forEach(
        (name, family) ->
            all.metricSnapshot(new CounterSnapshot(family.metadata(name), family.points())));
    histograms.forEach(all::metricSnapshot);
    return all.build();
  }

  private static Labels labels(String... namesAndValues) {
    var printable = namesAndValues.clone();
    for (int i = 1; i < printable.length; i += 2) {
      printable[i] = Printable.of(printable[i]);
    }
    return Labels.of(printable);
  }

  private static <P> SeriesFamily<P> family(
      Map<String, SeriesFamily<P>> all, String name, String help) {
    return all.computeIfAbsent(name, fresh -> new SeriesFamily<>(help, new LinkedHashMap<>()));
  }

  /** The series of one name by their labels. */
  private record SeriesFamily<P>(String help, Map<Labels, P> series) {
    void add(Labels labels, P point) {
      series.putIfAbsent(labels, point);
    }

    MetricMetadata metadata(String name) {
      return new MetricMetadata(name, help);
    }

    Collection<P> points() {
      return series.values();
    }
  }
}
