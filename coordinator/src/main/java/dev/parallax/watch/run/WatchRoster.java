package dev.parallax.watch.run;

import dev.parallax.model.plan.TargetLine;
import dev.parallax.watch.browser.BrowserWitnesses;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.incident.WatchEvent;
import dev.parallax.watch.schedule.WatchSchedule;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.Watch;
import dev.parallax.watch.spec.WatchSet;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The watches in operation: follows the watch file, and ends what it pauses or removes. */
final class WatchRoster {
  private final WatchFile file;
  private final WatchSchedule schedule;
  private final IncidentLedger incidents;
  private final CertificateLedger certificates;
  private final PhaseLedger phases;
  private final WatchBeginnings beginnings;
  private final InstantSource clock;
  private WatchSet applied = WatchSet.NONE;
  private final BrowserWitnesses browsers;
  private Set<String> active = Set.of();

  WatchRoster(
      WatchFile file,
      WatchSchedule schedule,
      IncidentLedger incidents,
      CertificateLedger certificates,
      PhaseLedger phases,
      WatchBeginnings beginnings,
      BrowserWitnesses browsers,
      InstantSource clock) {
    this.browsers = browsers;
    this.file = file;
    this.schedule = schedule;
    this.incidents = incidents;
    this.certificates = certificates;
    this.phases = phases;
    this.beginnings = beginnings;
    this.clock = clock;
  }

  /**
   * Takes over the present content of the file.
   *
   * @param now of the schedule
   */
  void follow(long now) {
    var set = file.current();
    var running = set.watches().stream().filter(watch -> !watch.paused()).toList();
    active = running.stream().map(Watch::name).collect(Collectors.toUnmodifiableSet());
    schedule.replace(running, now);
    browsers.watching(active);
    known().stream().filter(name -> !active.contains(name)).forEach(name -> end(name, set));
    applied = set;
  }

  /** Whether the content of the file is that taken over. */
  @SuppressWarnings("ReferenceEquality") // Every reading makes a new content.
  boolean isCurrent() {
    return file.current() == applied;
  }

  /** Whether looks of a target are made. */
  boolean isActive(String name) {
    return active.contains(name);
  }

  private Set<String> known() {
    var names = new TreeSet<>(incidents.targets());
    names.addAll(certificates.targets());
    names.addAll(beginnings.targets());
    return names;
  }

  private void end(String name, WatchSet set) {
    var at = clock.instant();
    var present = set.watch(name);
    var watch = present.or(() -> applied.watch(name)).orElseGet(() -> former(name, set));
    incidents.on(watch, new WatchEvent.Ended(at), false);
    beginnings.end(name);
    if (present.isEmpty()) {
      certificates.end(watch, at);
      phases.end(name);
    }
  }

  /** A watch that was removed while no coordinator ran: every route may have its messages. */
  private static Watch former(String name, WatchSet set) {
    return Watch.of(TargetLine.parse(name), set.routes().stream().map(AlertRoute::name).toList());
  }
}
