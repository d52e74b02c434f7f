package dev.parallax.agent.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * A daily span of local time in which this host runs no probe.
 *
 * @param from first minute of the span
 * @param to first minute after the span; earlier than {@code from} for a span across midnight
 * @param zone the time zone (IANA name or offset from UTC) of both
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
  private static final Pattern FORM =
      Pattern.compile("(?<from>[0-9]{2}:[0-9]{2})-(?<to>[0-9]{2}:[0-9]{2}) +(?<zone>[^ ]{1,64})");

  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "quiet-hours have two different times (probing = off stops all probes), got: " + from);
    }
  }

  /**
   * Reads {@code 22:00-06:00 Europe/Berlin}.
   *
   * @throws IllegalArgumentException naming the text
   */
  static QuietHours parse(String text) {
    var parts = FORM.matcher(text);
    try {
      if (parts.matches()) {
        return new QuietHours(
            LocalTime.parse(parts.group("from")),
            LocalTime.parse(parts.group("to")),
            ZoneId.of(parts.group("zone")));
      }
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException(expected(text), malformed);
    }
    throw new IllegalArgumentException(expected(text));
  }

  private static String expected(String text) {
    return "quiet-hours are HH:MM-HH:MM ZONE such as 22:00-06:00 Europe/Berlin, got: " + text;
  }

  /** Whether the span contains this instant. */
  public boolean contains(Instant instant) {
    var time = localTime(instant);
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }

  /** The time of the day in the zone. */
  public LocalTime localTime(Instant instant) {
    return LocalTime.ofInstant(instant, zone);
  }

  /** As written after {@code quiet-hours =}. */
  @Override
  public String toString() {
    return from + "-" + to + " " + zone;
  }
}
