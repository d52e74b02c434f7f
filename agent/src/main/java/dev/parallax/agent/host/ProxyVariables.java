package dev.parallax.agent.host;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The proxy variables of an environment. Probes do not use them; other programs on the host may.
 * Their values contain hosts of the owner's network and credentials, and are never recorded.
 */
final class ProxyVariables {
  private static final Set<String> NAMES =
      Set.of("http_proxy", "https_proxy", "all_proxy", "no_proxy");

  private ProxyVariables() {}

  /**
   * The names of the variables that are set, and for each scheme whether programs would use a
   * proxy, e.g. {@code HTTPS_PROXY, NO_PROXY; http direct, https through a proxy}. Empty when no
   * variable is set.
   */
  static Optional<String> fact(Map<String, String> environment) {
    var set =
        environment.entrySet().stream()
            .filter(entry -> NAMES.contains(lowerCase(entry.getKey())))
            .filter(entry -> !entry.getValue().isBlank())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    if (set.isEmpty()) {
      return Optional.empty();
    }
    var schemes = List.of(route("http", set), route("https", set));
    return Optional.of(String.join(", ", set) + "; " + String.join(", ", schemes));
  }

  private static String route(String scheme, Set<String> set) {
    var used = Set.of(scheme + "_proxy", "all_proxy");
    boolean proxied = set.stream().map(ProxyVariables::lowerCase).anyMatch(used::contains);
    return scheme + (proxied ? " through a proxy" : " direct");
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
