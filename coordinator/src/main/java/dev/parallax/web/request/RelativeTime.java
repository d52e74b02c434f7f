package dev.parallax.web.request;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Relative times as text. */
public final class RelativeTime {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private RelativeTime() {}

  public static String exact(Instant at) {
    return EXACT.format(at);
  }

  /** In the largest unit, e.g. {@code 3 min ago}. */
  public static String of(Visit visit, Instant at) {
    var age = Duration.between(at, visit.now());
    if (age.toSeconds() < 5) {
      return visit.say("age.now");
    }
    if (age.toSeconds() < 90) {
      return visit.say("age.seconds", "count", age.toSeconds());
    }
    if (age.toMinutes() < 90) {
      return visit.say("age.minutes", "count", age.toMinutes());
    }
    return age.toHours() < 48
        ? visit.say("age.hours", "count", age.toHours())
        : visit.say("age.days", "count", age.toDays());
  }

  /** A signed offset, e.g. {@code +3 ms}, {@code -120 s}. */
  public static String offset(Duration offset) {
    var size = offset.abs();
    if (size.toMillis() == 0) {
      return "0 ms";
    }
    var sign = offset.isNegative() ? "−" : "+";
    return size.toSeconds() >= 10 ? sign + size.toSeconds() + " s" : sign + size.toMillis() + " ms";
  }
}
