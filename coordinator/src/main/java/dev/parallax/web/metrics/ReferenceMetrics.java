package dev.parallax.web.metrics;

import dev.parallax.prometheus.MetricFamilies;
import dev.parallax.sweep.reference.ReferenceResults;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The last result of each reference site at each vantage. */
final class ReferenceMetrics {
  private ReferenceMetrics() {}

  /** Results of the last day: a sweep probes three of the sites, others than the sweep before. */
  static void write(
      MetricFamilies families,
      Map<String, Map<String, ReferenceResults.Result>> sites,
      Instant now) {
    sites.forEach(
        (site, vantages) ->
            vantages.forEach(
                (vantage, result) -> {
                  if (Duration.between(result.at(), now).compareTo(Metrics.TARGET_AGE) < 0) {
                    families.gauge(
                        "parallax_reference_success",
                        "1 when a trial of the reference site passed at the vantage in the last"
                            + " sweep within one day that probed it, otherwise 0.",
                        result.passed() ? 1 : 0,
                        "site",
                        site,
                        "probe",
                        vantage);
                  }
                }));
  }
}
