package dev.parallax.web.watch;

import dev.parallax.store.IncidentRecord;
import dev.parallax.watch.run.PastIncident;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads stored incidents. */
public final class StoredIncidents {
  private static final Logger log = LoggerFactory.getLogger(StoredIncidents.class);

  private StoredIncidents() {}

  /** A damaged incident is logged and left out. */
  public static List<PastIncident> read(List<IncidentRecord> stored) {
    return stored.stream().flatMap(StoredIncidents::read).toList();
  }

  private static Stream<PastIncident> read(IncidentRecord stored) {
    try {
      return Stream.of(PastIncident.of(stored));
    } catch (RuntimeException damaged) {
      log.error("the stored incident {} cannot be read", stored.id(), damaged);
      return Stream.empty();
    }
  }
}
