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
  public static final String INCIDENTS = "/incidents";
  public static final String WATCHES = "/watches";
  public static final String SILENCE = WATCHES + "/silence";
  public static final String UNSILENCE = WATCHES + "/unsilence";
  public static final String ROUTE_TEST = WATCHES + "/test";
  public static final String WATCH_ADD = WATCHES + "/add";
  public static final String WATCH_EDIT = WATCHES + "/edit";
  public static final String WATCH_REMOVE = WATCHES + "/remove";
  public static final String WATCH_PAUSE = WATCHES + "/pause";
  public static final String WATCH_RESUME = WATCHES + "/resume";
  public static final String ROUTE_ADD = WATCHES + "/route-add";
  public static final String ROUTE_EDIT = WATCHES + "/route-edit";
  public static final String ROUTE_REMOVE = WATCHES + "/route-remove";
  public static final String MAINTENANCE = WATCHES + "/maintenance";
  public static final String BADGE = "/badge.svg";

  /** Where browsers send their reports. */
  public static final String NEL = "/nel";

  /** The folder of the API. */
  public static final String API = "/api/v1";

  private Links() {}

  public static boolean isApi(String path) {
    return path.startsWith("/api/");
  }

  public static String sweep(SweepId id) {
    return SWEEPS + "/" + id.value();
  }

  public static String target(Target target) {
    return TARGET + "?" + pair("name", target.name());
  }

  public static String watchEdit(Target target) {
    return WATCH_EDIT + "?" + pair("name", target.name());
  }

  public static String routeEdit(String name) {
    return ROUTE_EDIT + "?" + pair("name", name);
  }

  public static String badge(Target target) {
    return BADGE + "?" + pair("name", target.name());
  }

  public static String pair(String name, String value) {
    return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
  }
}
