package dev.parallax.watch.spec;

import java.util.List;
import java.util.Optional;

/**
 * All watches and routes of a coordinator.
 *
 * @param link the address of the pages, for links in messages
 * @param heartbeat the URL that is called each minute while the watches work
 * @param maintenance the windows of all watches
 */
public record WatchSet(
    List<Watch> watches,
    List<AlertRoute> routes,
    Optional<String> link,
    Optional<String> heartbeat,
    List<MaintenanceWindow> maintenance) {
  public static final int MOST_WATCHES = 1_000;
  public static final WatchSet NONE =
      new WatchSet(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());

  public WatchSet {
    watches = List.copyOf(watches);
    routes = List.copyOf(routes);
    maintenance = List.copyOf(maintenance);
  }

  public Optional<Watch> watch(String target) {
    return watches.stream().filter(one -> one.name().equals(target)).findFirst();
  }

  public Optional<AlertRoute> route(String name) {
    return routes.stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
