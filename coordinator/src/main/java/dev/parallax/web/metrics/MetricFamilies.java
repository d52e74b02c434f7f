package dev.parallax.web.metrics;

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
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metric families of one scrape. */
final class MetricFamilies {
  private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
  private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
  private final Map<String, InfoSnapshot.Builder> infos = new LinkedHashMap<>();
  private final List<MetricSnapshot> histograms = new ArrayList<>();

  /** Labels are names and values in turn; each set of them occurs once. */
  void gauge(String name, String help, Number value, String... labels) {
    gauges
        .computeIfAbsent(name, fresh -> GaugeSnapshot.builder().name(name).help(help))
        .dataPoint(
            GaugeDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(Labels.of(labels))
                .build());
  }

  /** A metric with labels only; {@code name} without {@code _info}. */
  void info(String name, String help, String... labels) {
    infos
        .computeIfAbsent(name, fresh -> InfoSnapshot.builder().name(name).help(help))
        .dataPoint(InfoDataPointSnapshot.builder().labels(Labels.of(labels)).build());
  }

  /** {@code name} without {@code _total}. */
  void counter(String name, String help, Number value, String... labels) {
    counters
        .computeIfAbsent(name, fresh -> CounterSnapshot.builder().name(name).help(help))
        .dataPoint(
            CounterDataPointSnapshot.builder()
                .value(value.doubleValue())
                .labels(Labels.of(labels))
                .build());
  }

  /**
   * A histogram of one series.
   *
   * @param bounds ascending, without infinity
   * @param counts in each bucket, not cumulative; one more than there are bounds
   */
  void histogram(String name, String help, List<Double> bounds, List<Long> counts, double sum) {
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

  MetricSnapshots snapshots() {
    var all = MetricSnapshots.builder();
    gauges.values().forEach(family -> all.metricSnapshot(family.build()));
    infos.values().forEach(family -> all.metricSnapshot(family.build()));
    counters.values().forEach(family -> all.metricSnapshot(family.build()));
    histograms.forEach(all::metricSnapshot);
    return all.build();
  }
}
