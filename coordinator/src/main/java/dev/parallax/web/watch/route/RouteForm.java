package dev.parallax.web.watch.route;

import dev.parallax.watch.edit.RouteChange;
import dev.parallax.watch.edit.RouteField;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.http.WebRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of the form that adds or changes a route. Secrets go in and never out.
 *
 * @param isNew whether the route is added
 * @param fields by the keys of the file; empty for those that the route does not have
 * @param set the words of the secrets that are set
 * @param version of the watch file
 */
record RouteForm(
    String name, boolean isNew, Map<String, String> fields, Set<String> set, String version) {
  private static final String COMMAND = "command";

  static RouteForm empty(WatchDesk desk) {
    return new RouteForm("", true, Map.of(), Set.of(), desk.version());
  }

  /**
   * The route as it is in the file.
   *
   * @throws IllegalArgumentException for an unknown route
   */
  static RouteForm of(WatchDesk desk, String name) {
    var version = desk.version();
    var own = desk.ownRoute(name);
    return new RouteForm(name, false, own, secrets(own), version);
  }

  private static Set<String> secrets(Map<String, String> own) {
    return Stream.of(RouteField.SECRET_FILE, RouteField.URL_FILE)
        .filter(field -> own.containsKey(field.key()))
        .map(RouteField::secret)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As posted, without the secrets. */
  static RouteForm posted(WatchDesk desk, WebRequest request, boolean isNew) {
    var fields = new LinkedHashMap<String, String>();
    RouteField.open().forEach(it -> fields.put(it.key(), request.field(it.key()).strip()));
    var name = request.field("name").strip();
    return new RouteForm(
        name, isNew, fields, isNew ? Set.of() : known(desk, name), request.field("version"));
  }

  private static Set<String> known(WatchDesk desk, String name) {
    try {
      return secrets(desk.ownRoute(name));
    } catch (IllegalArgumentException absent) {
      return Set.of();
    }
  }

  /** Whether the route starts a command, which is changed in the file only. */
  boolean isCommand() {
    return value("type").equals(COMMAND);
  }

  String value(String key) {
    return fields.getOrDefault(key, "");
  }

  /**
   * The change that the form asks for.
   *
   * @param request with the secrets; an empty secret stays as it is
   * @throws IllegalArgumentException for a malformed value
   */
  RouteChange change(WebRequest request) {
    var secrets = new LinkedHashMap<String, String>();
    Stream.of(RouteField.SECRET_FILE, RouteField.URL_FILE)
        .map(RouteField::secret)
        .filter(word -> !request.field(word).isBlank())
        .forEach(word -> secrets.put(word, request.field(word)));
    return isNew ? RouteChange.add(name, fields, secrets) : RouteChange.edit(name, fields, secrets);
  }
}
