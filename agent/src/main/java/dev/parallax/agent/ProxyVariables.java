package dev.parallax.agent;

import dev.parallax.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The proxy variables of an environment. Probes do not use them; other programs here may. */
final class ProxyVariables {
  private static final Set<String> NAMES =
      Set.of("http_proxy", "https_proxy", "all_proxy", "no_proxy");
  private static final Pattern CREDENTIALS =
      Pattern.compile("^([A-Za-z0-9+.-]+://)?.*@", Pattern.DOTALL);

  private ProxyVariables() {}

  /** As {@code name=value}, in name order, credentials replaced by {@code ***}. */
  static List<String> of(Map<String, String> environment) {
    return new TreeMap<>(environment)
        .entrySet().stream()
            .filter(entry -> NAMES.contains(entry.getKey().toLowerCase(Locale.ROOT)))
            .filter(entry -> !entry.getValue().isBlank())
            .map(entry -> entry.getKey() + "=" + redacted(entry.getValue()))
            .toList();
  }

  private static String redacted(String value) {
    return Printable.of(
        CREDENTIALS
            .matcher(value)
            .replaceFirst(found -> (found.group(1) == null ? "" : found.group(1)) + "***@"));
  }
}
