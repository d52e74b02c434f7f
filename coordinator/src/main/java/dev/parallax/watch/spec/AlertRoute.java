package dev.parallax.watch.spec;

import dev.parallax.report.words.Language;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A receiver of messages. Secrets are not in it: its settings name the files that contain them.
 *
 * @param name 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 */
public record AlertRoute(
    String name, RouteKind kind, Map<Setting, String> settings, Language language) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  public AlertRoute {
    settings = Map.copyOf(settings);
    expect(name.matches(NAME), "a name of a route is 1 to 64 of A-Z a-z 0-9 . _ -", name);
    for (var setting : settings.keySet()) {
      expect(kind.takes(setting), "a route " + kind.word() + " has no such key", setting.word());
    }
    for (var setting : kind.required()) {
      var given =
          settings.containsKey(setting)
              || (setting == Setting.URL && settings.containsKey(Setting.URL_FILE));
      expect(given, "a route " + kind.word() + " has the key " + setting.word(), words(settings));
    }
  }

  public Optional<String> setting(Setting setting) {
    return Optional.ofNullable(settings.get(setting));
  }

  /** Whether a key, token, password or URL is a secret in a file. */
  public boolean hasSecret() {
    return settings.containsKey(Setting.SECRET_FILE) || settings.containsKey(Setting.URL_FILE);
  }

  private static String words(Map<Setting, String> settings) {
    return settings.keySet().stream().map(Setting::word).sorted().collect(Collectors.joining(", "));
  }

  private static void expect(boolean holds, String expectation, String value) {
    if (!holds) {
      throw new IllegalArgumentException(
          expectation + ", got: " + (value.isEmpty() ? "none" : value));
    }
  }
}
