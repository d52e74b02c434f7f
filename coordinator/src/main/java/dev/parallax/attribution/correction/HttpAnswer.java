package dev.parallax.attribution.correction;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.HttpStep;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The features of an HTTP answer that a site gives to all clients alike.
 *
 * @param location of a redirect, as sent; empty without one
 * @param values of each feature; empty text for a feature that the answer lacks
 */
public record HttpAnswer(String location, Map<Feature, String> values) {
  private static final int REDIRECTS = 300;
  private static final int ERRORS = 400;

  /** A feature of an answer. The order is that of a report. */
  public enum Feature {
    STATUS,
    /** The host of a redirect that leads to another host. */
    REDIRECT,
    TITLE,
    SERVER,
    BODY;

    /** As HTTP and HTML name it. */
    String word() {
      return switch (this) {
        case STATUS -> "HTTP";
        case REDIRECT -> "location:";
        case TITLE -> "title";
        case SERVER -> "server:";
        case BODY -> "body SHA-256";
      };
    }
  }

  /** Empty for a trial without a response. */
  public static Optional<HttpAnswer> of(Target target, ClassifiedTrial trial) {
    return trial
        .seen()
        .steps()
        .http()
        .filter(http -> http.status() > 0)
        .map(step -> of(target, step));
  }

  private static HttpAnswer of(Target target, HttpStep http) {
    var redirects = http.status() >= REDIRECTS && http.status() < ERRORS;
    var location = redirects ? http.headers().getOrDefault("location", "") : "";
    var values = new EnumMap<Feature, String>(Feature.class);
    values.put(Feature.STATUS, Integer.toString(http.status()));
    values.put(Feature.REDIRECT, otherHost(target, location));
    values.put(Feature.TITLE, http.title().orElse(""));
    values.put(Feature.SERVER, http.headers().getOrDefault("server", ""));
    values.put(Feature.BODY, http.bodyHash());
    return new HttpAnswer(location, values);
  }

  String value(Feature feature) {
    return values.getOrDefault(feature, "");
  }

  /** The redirect leads to a host that this probe did not reach. */
  public boolean leadsElsewhere() {
    return !value(Feature.REDIRECT).isEmpty();
  }

  /** The host of a location that is not the target's; empty for the target's own. */
  private static String otherHost(Target target, String location) {
    if (location.isEmpty()) {
      return "";
    }
    try {
      var host = Objects.requireNonNullElse(new URI(location.strip()).getHost(), "");
      var lower = host.toLowerCase(Locale.ROOT);
      return lower.equals(target.host()) ? "" : lower;
    } catch (URISyntaxException malformed) {
      return "";
    }
  }
}
