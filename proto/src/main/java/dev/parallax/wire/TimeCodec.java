package dev.parallax.wire;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Durations and instants ⇄ the well-known types. */
final class TimeCodec {
  private static final int NANOS = 1_000_000_000;

  /** 100 years, which fits every unit down to nanoseconds. */
  private static final long LONGEST_SECONDS = 3_155_760_000L;

  private static final long DAY_SECONDS = 86_400;
  private static final long TTL_SECONDS = 0xFFFF_FFFFL;
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

  /** A span of at most 100 years in either direction. */
  static Duration fromProto(String field, com.google.protobuf.Duration span) {
    return bounded(
        field, span, -LONGEST_SECONDS, LONGEST_SECONDS, "expected a duration of at most 100 years");
  }

  /** The time a step or a sweep took. */
  static Duration elapsed(String field, com.google.protobuf.Duration span) {
    return bounded(field, span, 0, DAY_SECONDS, "expected a duration of 0 to 24 h");
  }

  /** A time relative to an event of the same trial. */
  static Duration relative(String field, com.google.protobuf.Duration span) {
    return bounded(field, span, -DAY_SECONDS, DAY_SECONDS, "expected a duration of -24 h to 24 h");
  }

  /** The time to live of a DNS record: 32 bits of whole seconds (RFC 1035, section 3.2.1). */
  static Duration ttl(String field, com.google.protobuf.Duration span) {
    return bounded(field, span, 0, TTL_SECONDS, "expected a duration of 0 to 4294967295 s");
  }

  private static Duration bounded(
      String field, com.google.protobuf.Duration span, long least, long most, String expectation) {
    long seconds = span.getSeconds();
    long nanos = span.getNanos();
    boolean inRange =
        seconds >= least
            && seconds <= most
            && Math.abs(nanos) < NANOS
            && !(seconds == most && nanos > 0)
            && !(seconds == least && nanos < 0);
    boolean oneSign = Long.signum(seconds) * Long.signum(nanos) >= 0;
    if (!inRange || !oneSign) {
      throw Field.refused(field, expectation, seconds + " s " + nanos + " ns");
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  /**
   * An instant outside the years 1 to 9999, as in a hostile certificate, becomes the nearest
   * instant inside.
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
