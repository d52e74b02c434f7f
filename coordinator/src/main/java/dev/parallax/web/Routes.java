package dev.parallax.web;

import dev.parallax.web.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Which path, and which method on it, is answered by what. */
final class Routes {
  private final Map<String, Route> exact = new LinkedHashMap<>();
  private final Map<String, Route> below = new LinkedHashMap<>();

  /** A path's methods. */
  static final class Route {
    private final Map<String, Function<Visit, Answer>> pages = new TreeMap<>();

    Optional<Function<Visit, Answer>> page(String method) {
      return Optional.ofNullable(pages.get(method));
    }

    /** RFC 9110, section 10.2.1. */
    String allow() {
      var methods = String.join(", ", pages.keySet());
      return pages.containsKey("GET") ? methods.replace("GET", "GET, HEAD") : methods;
    }
  }

  Routes on(String method, String path, Function<Visit, Answer> page) {
    exact.computeIfAbsent(path, fresh -> new Route()).pages.put(method, page);
    return this;
  }

  /** Every path that begins with {@code prefix}. */
  Routes below(String method, String prefix, Function<Visit, Answer> page) {
    below.computeIfAbsent(prefix, fresh -> new Route()).pages.put(method, page);
    return this;
  }

  Optional<Route> find(String path) {
    return Optional.ofNullable(exact.get(path))
        .or(
            () ->
                below.entrySet().stream()
                    .filter(one -> path.startsWith(one.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst());
  }
}
