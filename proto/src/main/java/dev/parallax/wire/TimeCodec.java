package dev.parallax.wire;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Spans and points of time ⇄ the well-known types. */
final class TimeCodec {
  private static final int NANOS = 1_000_000_000;
  private static final long LONGEST_SECONDS = 315_576_000_000L;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private TimeCodec() {}

  /** Seconds and nanoseconds carry the same sign in proto, which they do not in Java. */
  static com.google.protobuf.Duration toProto(Duration span) {
    boolean borrow = span.isNegative() && span.getNano() > 0;
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(span.getSeconds() + (borrow ? 1 : 0))
        .setNanos(span.getNano() - (borrow ? NANOS : 0))
        .build();
  }

  static Duration fromProto(String field, com.google.protobuf.Duration span) {
    boolean inRange =
        Math.clamp(span.getSeconds(), -LONGEST_SECONDS, LONGEST_SECONDS) == span.getSeconds()
            && Math.abs((long) span.getNanos()) < NANOS;
    boolean oneSign = Long.signum(span.getSeconds()) * Integer.signum(span.getNanos()) >= 0;
    if (!inRange || !oneSign) {
      throw Field.refused(
          field, "expected a duration", span.getSeconds() + " s " + span.getNanos() + " ns");
    }
    return Duration.ofSeconds(span.getSeconds(), span.getNanos());
  }

  /**
   * A point outside the years 1 to 9999, as a hostile certificate may carry, becomes the nearest
   * one inside.
   */
  static Timestamp toProto(Instant point) {
    var bounded = point.isBefore(FIRST) ? FIRST : point.isAfter(LAST) ? LAST : point;
    return Timestamp.newBuilder()
        .setSeconds(bounded.getEpochSecond())
        .setNanos(bounded.getNano())
        .build();
  }

  static Instant fromProto(String field, Timestamp point) {
    boolean inRange =
        point.getSeconds() >= FIRST.getEpochSecond()
            && point.getSeconds() <= LAST.getEpochSecond()
            && point.getNanos() >= 0
            && point.getNanos() < NANOS;
    if (!inRange) {
      throw Field.refused(
          field,
          "expected a time of the years 1 to 9999",
          point.getSeconds() + " s " + point.getNanos() + " ns");
    }
    return Instant.ofEpochSecond(point.getSeconds(), point.getNanos());
  }
}
