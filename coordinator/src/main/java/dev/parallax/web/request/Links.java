package dev.parallax.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.SweepId;
import java.net.URLEncoder;

/** Where pages are. */
public final class Links {
  public static final String SWEEPS = "/sweeps";
  public static final String TARGET = "/target";
  public static final String LOGIN = "/login";

  private Links() {}

  public static String sweep(SweepId id) {
    return SWEEPS + "/" + id.value();
  }

  public static String target(Target target) {
    return TARGET + "?" + pair("name", target.name());
  }

  public static String pair(String name, String value) {
    return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
  }
}
