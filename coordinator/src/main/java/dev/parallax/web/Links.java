package dev.parallax.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.model.SweepId;
import dev.parallax.model.Target;
import java.net.URLEncoder;

/** Where pages are. */
final class Links {
  static final String SWEEPS = "/sweeps";
  static final String TARGET = "/target";
  static final String LOGIN = "/login";

  private Links() {}

  static String sweep(SweepId id) {
    return SWEEPS + "/" + id.value();
  }

  static String target(Target target) {
    return TARGET + "?" + pair("name", target.name());
  }

  static String pair(String name, String value) {
    return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
  }
}
