package dev.parallax.watch.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.model.endpoint.Target;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the body of a delivery of reports (type {@code application/reports+json}). Pure. */
public final class NelParser {
  /** Characters of a body. */
  static final int LONGEST = 32_768;

  static final int MOST_REPORTS = 100;
  private static final Duration OLDEST = Duration.ofHours(1);
  private static final double LEAST_FRACTION = 0.001;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final List<NelReport> failures = new ArrayList<>();
  private final List<NelRefusal> refusals = new ArrayList<>();
  private int healthy;

  private NelParser() {}

  /**
   * The reports of a delivery.
   *
   * @param healthy the number of reports on requests that did not fail
   */
  public record Delivery(List<NelReport> failures, List<NelRefusal> refusals, int healthy) {
    public Delivery {
      failures = List.copyOf(failures);
      refusals = List.copyOf(refusals);
    }

    static Delivery refused(NelRefusal why) {
      return new Delivery(List.of(), List.of(why), 0);
    }
  }

  /** Reads a body; a malformed report costs only itself. */
  public static Delivery read(String body) {
    if (body.length() > LONGEST) {
      return Delivery.refused(NelRefusal.TOO_LARGE);
    }
    try {
      var tree = MAPPER.readTree(body);
      if (!tree.isArray()) {
        return Delivery.refused(NelRefusal.MALFORMED);
      }
      return tree.size() > MOST_REPORTS ? Delivery.refused(NelRefusal.TOO_LARGE) : read(tree);
    } catch (JsonProcessingException malformed) {
      return Delivery.refused(NelRefusal.MALFORMED);
    }
  }

  private static Delivery read(JsonNode reports) {
    var parser = new NelParser();
    reports.forEach(parser::report);
    return new Delivery(parser.failures, parser.refusals, parser.healthy);
  }

  private void report(JsonNode report) {
    if (!report.path("type").asText().equals("network-error")) {
      refusals.add(NelRefusal.OTHER_TYPE);
      return;
    }
    var body = report.path("body");
    var target = target(report.path("url").asText());
    var fraction = body.path("sampling_fraction").asDouble(1);
    var type = body.path("type").asText();
    var age = Duration.ofMillis(report.path("age").asLong(0));
    if (target.isEmpty()
        || type.isEmpty()
        || !(fraction > 0 && fraction <= 1)
        || age.isNegative()) {
      refusals.add(NelRefusal.MALFORMED);
    } else if (age.compareTo(OLDEST) > 0) {
      refusals.add(NelRefusal.STALE);
    } else {
      NelTypes.word(type, body.path("status_code").asInt(0))
          .ifPresentOrElse(
              word ->
                  failures.add(
                      new NelReport(
                          target.get(), word, age, 1 / Math.max(LEAST_FRACTION, fraction))),
              () -> healthy++);
    }
  }

  /** Scheme, host and port; the path and the query of a visitor are not read. */
  private static Optional<String> target(String url) {
    try {
      var uri = URI.create(url);
      var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !List.of("http", "https").contains(scheme)) {
        return Optional.empty();
      }
      var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return Optional.of(Target.parse(scheme + "://" + uri.getHost() + port).name());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
