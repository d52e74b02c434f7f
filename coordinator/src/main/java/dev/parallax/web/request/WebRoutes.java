package dev.parallax.web.request;

import dev.parallax.web.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The handlers by path and method. */
public final class WebRoutes {
  private final Map<String, PathMethods> exact = new LinkedHashMap<>();
  private final Map<String, PathMethods> below = new LinkedHashMap<>();

  /** A path's methods. */
  public static final class PathMethods {
    private final Map<String, Function<Visit, Answer>> pages = new TreeMap<>();

    public Optional<Function<Visit, Answer>> page(String method) {
      return Optional.ofNullable(pages.get(method));
    }

    /** RFC 9110, section 10.2.1. */
    public String allow() {
      var methods = String.join(", ", pages.keySet());
      return pages.containsKey("GET") ? methods.replace("GET", "GET, HEAD") : methods;
    }
  }

  public WebRoutes on(String method, String path, Function<Visit, Answer> page) {
    exact.computeIfAbsent(path, fresh -> new PathMethods()).pages.put(method, page);
    return this;
  }

  /** Every path that begins with {@code prefix}. */
  public WebRoutes below(String method, String prefix, Function<Visit, Answer> page) {
    below.computeIfAbsent(prefix, fresh -> new PathMethods()).pages.put(method, page);
    return this;
  }

  public Optional<PathMethods> find(String path) {
    return Optional.ofNullable(exact.get(path))
        .or(
            () ->
                below.entrySet().stream()
                    .filter(entry -> path.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst());
  }
}
