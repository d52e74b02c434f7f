package dev.parallax.watch.spec;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A time in which incidents are not opened; measuring goes on, and incidents are closed. */
public sealed interface MaintenanceWindow {
  boolean covers(Instant at);

  /**
   * As in commands and forms: {@code sat,sun 02:00-04:00 Europe/Berlin} or {@code
   * 2026-12-01T02:00:00Z/2026-12-01T04:00:00Z}.
   */
  String text();

  /** From {@code from}, inclusive, to {@code to}, exclusive. */
  record Once(Instant from, Instant to) implements MaintenanceWindow {
    public Once {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException(
            "a maintenance window ends after its start " + from + ", got: " + to);
      }
    }

    @Override
    public boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }

    @Override
    public String text() {
      return from + "/" + to;
    }
  }

  /**
   * Each week on these days, by the clock of a zone. A window whose end is not after its start ends
   * on the next day. A start that a change of the clock skips is the moment of that change; an end
   * that occurs twice is the second.
   */
  record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone)
      implements MaintenanceWindow {
    public Weekly {
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a weekly window has 1 or more days, got: none");
      }
      days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    @Override
    public boolean covers(Instant at) {
      var today = at.atZone(zone).toLocalDate();
      return covers(today, at) || covers(today.minusDays(1), at);
    }

    @Override
    public String text() {
      var words = days.stream().map(Weekly::word).collect(Collectors.joining(","));
      return "%s %s-%s %s".formatted(words, from, to, zone);
    }

    private static String word(DayOfWeek day) {
      return day.getDisplayName(TextStyle.SHORT, Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private boolean covers(LocalDate day, Instant at) {
      return days.contains(day.getDayOfWeek()) && !at.isBefore(start(day)) && at.isBefore(end(day));
    }

    private Instant start(LocalDate day) {
      var local = day.atTime(from);
      var gap = zone.getRules().getTransition(local);
      return gap != null && gap.isGap() ? gap.getInstant() : local.atZone(zone).toInstant();
    }

    private Instant end(LocalDate day) {
      var last = to.isAfter(from) ? day : day.plusDays(1);
      return last.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
  }
}
