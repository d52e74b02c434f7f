package dev.parallax.watch.route;

import dev.parallax.store.NotificationRecord;
import dev.parallax.store.WatchStore;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.message.MessageJson;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last delivered message of each incident that goes on, by route: Alertmanager resolves an
 * alert that is not sent again. Safe for several threads.
 */
final class FiringAlerts {
  private static final int RESTORED = 2_000;

  private final Map<String, Map<String, Message>> byRoute = new HashMap<>();

  /** With what was delivered before a restart. */
  FiringAlerts(WatchStore store) {
    var seen = new HashSet<String>();
    for (var record : store.notifications(RESTORED)) {
      if (record.state() == NotificationRecord.State.SENT) {
        restore(record, seen);
      }
    }
  }

  /** Of an incident the newest message counts; messages are read from the newest on. */
  private void restore(NotificationRecord record, Set<String> seen) {
    try {
      var message = MessageJson.read(record.body());
      if (seen.add(record.route() + " " + message.incident())) {
        delivered(record.route(), List.of(message));
      }
    } catch (IllegalArgumentException damaged) {
      // A message that cannot be read is not sent again.
    }
  }

  synchronized void delivered(String route, List<Message> messages) {
    var firing = byRoute.computeIfAbsent(route, name -> new LinkedHashMap<>());
    for (var message : messages) {
      if (message.isFiring()) {
        firing.put(message.incident(), message);
      } else {
        firing.remove(message.incident());
      }
    }
  }

  synchronized List<Message> of(String route) {
    return List.copyOf(byRoute.getOrDefault(route, Map.of()).values());
  }
}
