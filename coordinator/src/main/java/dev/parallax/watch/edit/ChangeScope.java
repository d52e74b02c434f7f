package dev.parallax.watch.edit;

import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind.Setting;
import dev.parallax.watch.spec.Watch;
import dev.parallax.watch.spec.WatchSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a change may touch of a watch file. */
final class ChangeScope {
  /** The settings that decide where a secret is sent. */
  private static final Set<Setting> DESTINATION =
      Set.of(Setting.URL, Setting.URL_FILE, Setting.SERVER, Setting.TLS);

  private ChangeScope() {}

  /**
   * Refuses a change before it is made.
   *
   * @throws IllegalArgumentException when it adds what there is, or changes what there is not
   */
  static void checkSubject(WatchSet before, FileChange change) {
    switch (change) {
      case WatchChange watch -> {
        var known = before.watch(watch.target()).isPresent();
        expect(
            known != change instanceof WatchChange.Add,
            known ? "expected a target without a watch" : "expected a watched target",
            watch.target());
      }
      case RouteChange.Put put -> {
        var known = before.route(put.name()).isPresent();
        expect(
            known != put.isNew(),
            known ? "expected the name of no route" : "expected a route of the watch file",
            put.name());
      }
      case RouteChange.Remove remove -> checkUnused(before, remove.name());
      case MaintenanceChange _ -> {}
    }
  }

  private static void checkUnused(WatchSet before, String route) {
    expect(before.route(route).isPresent(), "expected a route of the watch file", route);
    var users = before.watches().stream().filter(one -> one.routes().contains(route)).toList();
    if (!users.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a route without watches, got: %s, of %d watches, such as %s"
              .formatted(route, users.size(), users.getFirst().name()));
    }
  }

  /**
   * Refuses a change of more than its subject, for example by an alias.
   *
   * @throws IllegalArgumentException when it does
   */
  static void check(WatchSet before, WatchSet after, FileChange change) {
    var same =
        rest(before, change).equals(rest(after, change))
            && (!(change instanceof WatchChange watch)
                || after.watch(watch.target()).isEmpty() == change instanceof WatchChange.Remove);
    if (!same) {
      throw new IllegalArgumentException(
          "expected a change of one part, got: a change of more than "
              + subject(change)
              + "; change the file itself");
    }
    if (change instanceof RouteChange.Put put) {
      before
          .route(put.name())
          .ifPresent(old -> checkSecret(old, after.route(put.name()).orElseThrow()));
    }
  }

  private static String subject(FileChange change) {
    return switch (change) {
      case WatchChange watch -> watch.target();
      case RouteChange route -> "the route " + route.name();
      case MaintenanceChange _ -> "the maintenance windows";
    };
  }

  /** A known secret is not sent to another receiver by an operator who does not know it. */
  private static void checkSecret(AlertRoute old, AlertRoute now) {
    var isKept =
        old.setting(Setting.SECRET_FILE).isPresent()
            && old.setting(Setting.SECRET_FILE).equals(now.setting(Setting.SECRET_FILE));
    var isElsewhere =
        old.kind() != now.kind()
            || DESTINATION.stream().anyMatch(key -> !old.setting(key).equals(now.setting(key)));
    if (isKept && isElsewhere) {
      throw new IllegalArgumentException(
          "expected the secret of the route %s again with another type, url, server or tls, got:"
                  .formatted(old.name())
              + " none");
    }
  }

  /** All that the change leaves as it is, as text, because selectors have no equality. */
  private static List<String> rest(WatchSet set, FileChange change) {
    return switch (change) {
      case WatchChange watch ->
          texts(set, one -> !one.name().equals(watch.target()), _ -> true, true);
      case RouteChange route ->
          texts(set, _ -> true, one -> !one.name().equals(route.name()), true);
      case MaintenanceChange _ -> texts(set, _ -> true, _ -> true, false);
    };
  }

  private static List<String> texts(
      WatchSet set, Predicate<Watch> watches, Predicate<AlertRoute> routes, boolean windows) {
    return List.of(
        set.watches().stream()
            .filter(watches)
            .map(one -> windows ? one : one.with(List.of()))
            .toList()
            .toString(),
        set.routes().stream().filter(routes).toList().toString(),
        windows ? set.maintenance().toString() : "",
        set.link() + " " + set.heartbeat());
  }

  private static void expect(boolean holds, String expectation, String value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + value);
    }
  }
}
