package dev.parallax.watch.route;

import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the secrets of a route from their files. */
final class SecretFile {
  private static final long MOST_BYTES = 64_000;

  private SecretFile() {}

  /** The first line of the file that a setting names; empty without the setting. */
  static Optional<String> read(AlertRoute route, Setting setting) throws DeliveryException {
    var file = route.setting(setting);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      var path = Path.of(file.get());
      if (Files.size(path) > MOST_BYTES) {
        throw new DeliveryException(setting.word() + ": expected one line in " + path);
      }
      return Files.readString(path)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .findFirst();
    } catch (IOException unreadable) {
      throw new DeliveryException(
          "cannot read "
              + setting.word()
              + " "
              + file.get()
              + ": "
              + unreadable.getClass().getSimpleName());
    }
  }

  /** The same of a secret that must be there. */
  static String required(AlertRoute route, Setting setting) throws DeliveryException {
    return read(route, setting)
        .orElseThrow(() -> new DeliveryException(setting.word() + " is missing or empty"));
  }

  /** The URL of a route, from its setting or its file. */
  static URI url(AlertRoute route) throws DeliveryException {
    var text = route.setting(Setting.URL);
    var url = text.isPresent() ? text.get() : required(route, Setting.URL_FILE);
    try {
      var parsed = URI.create(url);
      if (parsed.getHost() != null && String.valueOf(parsed.getScheme()).matches("https?")) {
        return parsed;
      }
    } catch (IllegalArgumentException malformed) {
      // The exception contains the URL, which may be a secret.
    }
    throw new DeliveryException("expected an http or https URL in the file of url-file");
  }
}
