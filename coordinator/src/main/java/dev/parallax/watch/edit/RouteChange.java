package dev.parallax.watch.edit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A change of one route of a watch file. */
public sealed interface RouteChange extends FileChange {
  String name();

  @Override
  default String described() {
    return switch (this) {
      case Put put -> (put.isNew() ? "add" : "edit") + " the route " + name() + ": " + put.keys();
      case Remove _ -> "remove the route " + name();
    };
  }

  /**
   * A further route, or other values of a route; keys that are not named stay as they are.
   *
   * @param fields an empty value removes the key
   * @param secrets by the keys of their files
   */
  record Put(
      String name,
      boolean isNew,
      Map<RouteField, String> fields,
      Map<RouteField, SecretText> secrets)
      implements RouteChange {
    public Put {
      fields = ordered(fields);
      secrets = ordered(secrets);
    }

    private String keys() {
      return Stream.concat(
              fields.keySet().stream().map(RouteField::key),
              secrets.keySet().stream().map(RouteField::secret))
          .collect(Collectors.joining(", "));
    }

    /**
     * With the files of the secrets in place of the secrets. A URL and a file of a URL replace each
     * other.
     */
    Put stored(Map<RouteField, String> files) {
      var all = new EnumMap<RouteField, String>(RouteField.class);
      all.putAll(fields);
      all.putAll(files);
      if (files.containsKey(RouteField.URL_FILE)) {
        all.put(RouteField.URL, "");
      } else if (!fields.getOrDefault(RouteField.URL, "").isBlank()) {
        all.put(RouteField.URL_FILE, "");
      }
      return new Put(name, isNew, all, Map.of());
    }
  }

  /** The end of a route. */
  record Remove(String name) implements RouteChange {}

  /**
   * A further route.
   *
   * @param fields by the keys of the file, without those of files and commands
   * @param secrets keys and URLs, by the words of {@link RouteField#secret()}
   * @throws IllegalArgumentException for an unknown key, a malformed secret, or a command
   */
  static RouteChange add(String name, Map<String, String> fields, Map<String, String> secrets) {
    return put(name, true, fields, secrets);
  }

  /** The same of other values of a route. */
  static RouteChange edit(String name, Map<String, String> fields, Map<String, String> secrets) {
    return put(name, false, fields, secrets);
  }

  private static RouteChange put(
      String name, boolean isNew, Map<String, String> fields, Map<String, String> secrets) {
    var known = new EnumMap<RouteField, String>(RouteField.class);
    fields.forEach((key, value) -> known.put(RouteField.named(key), value.strip()));
    if (known.getOrDefault(RouteField.TYPE, "").equals("command")) {
      throw new IllegalArgumentException(
          "expected a type that sends to a receiver, got: command; a command is named in the file"
              + " itself");
    }
    var texts = new EnumMap<RouteField, SecretText>(RouteField.class);
    secrets.forEach((word, value) -> texts.put(RouteField.ofSecret(word), new SecretText(value)));
    checkUrl(texts.get(RouteField.URL_FILE));
    return new Put(name, isNew, known, texts);
  }

  private static void checkUrl(@Nullable SecretText url) {
    if (url != null && !url.value().matches("https?://[!-~]+")) {
      throw new IllegalArgumentException("expected a URL of http or https for secret-url");
    }
  }

  private static <T> Map<RouteField, T> ordered(Map<RouteField, T> values) {
    var map = new EnumMap<RouteField, T>(RouteField.class);
    map.putAll(values);
    return Collections.unmodifiableMap(map);
  }
}
