package dev.parallax.prometheus;

import java.net.Inet6Address;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** A metric of one vantage and one target; with the name of blackbox_exporter where it exists. */
enum ProbeGauge {
  SUCCESS(
      "probe_success",
      "1 when at least half of the base trials of the target's last sweep passed, otherwise 0."),
  PASSED(
      "parallax_trials_passed_ratio",
      "Share of the base trials of the target's last sweep that passed."),
  DURATION(
      "probe_duration_seconds",
      "Duration of all steps of the median base trial; of passing trials, if there are any."),
  DNS("probe_dns_lookup_time_seconds", "Duration of the target's name resolution, median."),
  FAMILY("probe_ip_protocol", "Address family of the last connection, 4 or 6."),
  STATUS("probe_http_status_code", "Status of the last response."),
  REDIRECTS("probe_http_redirects", "Redirects followed before the last response."),
  SSL("probe_http_ssl", "Whether the last response came over TLS."),
  EXPIRY(
      "probe_ssl_earliest_cert_expiry",
      "Earliest end of a certificate in the chain, Unix time in seconds.");

  private final String metric;
  private final String help;

  ProbeGauge(String metric, String help) {
    this.metric = metric;
    this.help = help;
  }

  String metric() {
    return metric;
  }

  String help() {
    return help;
  }

  /** Empty when the trials did not reach this step. */
  OptionalDouble of(ProbeTrials trials) {
    return switch (this) {
      case SUCCESS -> OptionalDouble.of(trials.isSuccess() ? 1 : 0);
      case PASSED -> OptionalDouble.of(trials.passedRatio());
      case DURATION -> OptionalDouble.of(trials.duration());
      case DNS -> trials.dns();
      case FAMILY ->
          figure(trials.connection(), tcp -> tcp.address() instanceof Inet6Address ? 6 : 4);
      case STATUS ->
          figure(trials.response().filter(http -> http.status() > 0), http -> http.status());
      case REDIRECTS -> figure(trials.response(), http -> http.redirects().size());
      case SSL -> figure(trials.response(), http -> trials.agreed().isPresent() ? 1 : 0);
      case EXPIRY -> figure(trials.earliestExpiry(), Instant::getEpochSecond);
    };
  }

  private static <T> OptionalDouble figure(Optional<T> of, ToDoubleFunction<T> value) {
    return of.isPresent()
        ? OptionalDouble.of(value.applyAsDouble(of.get()))
        : OptionalDouble.empty();
  }
}
