package dev.parallax.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.parallax.model.SweepValues;
import dev.parallax.v1.Observation;
import dev.parallax.v1.Ok;
import dev.parallax.v1.StepTimes;
import dev.parallax.v1.TrialKey;
import dev.parallax.v1.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A malformed value is refused with its field, the expectation and the value. */
final class RefusalTest {
  private static final ByteString ADDRESS = ByteString.copyFrom(new byte[] {(byte) 192, 0, 2, 1});

  private final SweepValues values = new SweepValues(7);

  @Test
  void addressOfWrongLength() {
    assertEquals(
        "key.address: expected an address of 4 or 16 bytes, got: 5 bytes",
        key(key -> key.setAddress(ByteString.copyFrom(new byte[5]))));
  }

  @Test
  void unspecifiedArm() {
    assertEquals("key.arm: expected a known Arm, got: 0", key(key -> key.clearArm()));
  }

  @Test
  void unknownArm() {
    assertEquals("key.arm: expected a known Arm, got: 42", key(key -> key.setArmValue(42)));
  }

  @Test
  void countBeyondInt() {
    assertEquals(
        "key.trial: expected 0 to 2147483647, got: 4294967295", key(key -> key.setTrial(-1)));
  }

  @Test
  void roundZero() {
    assertEquals("rounds count from 1, got: 0", key(key -> key.setRound(0)));
  }

  @Test
  void nameOfVantage() {
    assertEquals(
        "a vantage name is 1 to 64 of A-Z a-z 0-9 . _ - and starts with a letter or digit,"
            + " got: ../x",
        key(key -> key.setVantage("../x")));
  }

  @Test
  void observationWithoutKeyOrOutcome() {
    var proto = Wire.toProto(values.observation()).toBuilder();
    assertEquals(
        "observation.outcome: missing",
        refusal(() -> Wire.fromProto(proto.clone().clearOutcome().build())));
    assertEquals(
        "observation.key: missing",
        refusal(() -> Wire.fromProto(proto.clone().clearKey().build())));
  }

  @Test
  void historyOutOfBounds() {
    var results = Wire.toProto(values.results()).toBuilder();
    results.getHistoryBuilder().clear().addVantagesBuilder().setVantage("eu-1");
    var vantage = results.getHistoryBuilder().getVantagesBuilder(0);
    vantage.getLastSeenBuilder().addAllLeaves(Collections.nCopies(17, "aa"));
    assertEquals(
        "history.last_seen: expected at most 16 entries, got: 17 entries",
        refusal(() -> Wire.fromProto(results.build())));
    vantage.clearLastSeen().addAllSteps(Collections.nCopies(5, StepTimes.getDefaultInstance()));
    assertEquals(
        "history.steps: expected at most 4 entries, got: 5 entries",
        refusal(() -> Wire.fromProto(results.build())));
  }

  @Test
  void unknownWordsOfAVerdict() {
    assertEquals(
        "verdict.scope.attribute: expected a known word, got: moon",
        verdict(verdict -> verdict.getScopeBuilder().setAttribute("moon")));
    assertEquals(
        "evidence.kind: expected a known word, got: tea\\nleaves",
        verdict(verdict -> verdict.addEvidenceBuilder().setKind("tea\nleaves")));
    assertEquals(
        "next_probe.why: expected a known word, got: ",
        verdict(verdict -> verdict.addNextProbesBuilder().setArm(dev.parallax.v1.Arm.ARM_BASE)));
    assertEquals(
        "verdict.hypothesis: expected a known hypothesis, got: O99",
        verdict(verdict -> verdict.setHypothesis("O99")));
    assertEquals(
        "verdict.blame: expected a known Blame, got: 0", verdict(verdict -> verdict.clearBlame()));
  }

  @Test
  void unknownRoundReason() {
    var proto = Wire.toProto(values.round()).toBuilder().addReasons("boredom").build();
    assertEquals(
        "round.reasons: expected a known word, got: boredom", refusal(() -> Wire.fromProto(proto)));
  }

  @Test
  void spansAndTimes() {
    var mixed = com.google.protobuf.Duration.newBuilder().setSeconds(1).setNanos(-1).build();
    assertEquals(
        "took: expected a duration of at most 100 years, got: 1 s -1 ns",
        refusal(() -> Wire.span("took", mixed)));
    var endless = com.google.protobuf.Duration.newBuilder().setSeconds(Long.MIN_VALUE).build();
    assertEquals(
        "took: expected a duration of at most 100 years, got: -9223372036854775808 s 0 ns",
        refusal(() -> Wire.span("took", endless)));
    var late = Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build();
    assertEquals(
        "at: expected a time of the years 1 to 9999, got: 9223372036854775807 s 0 ns",
        refusal(() -> Wire.time("at", late)));
  }

  @Test
  void spansThatNoUnitHolds() {
    var millennium = com.google.protobuf.Duration.newBuilder().setSeconds(31_557_600_000L).build();
    assertEquals(
        "offset: expected a duration of at most 100 years, got: 31557600000 s 0 ns",
        refusal(() -> Wire.span("offset", millennium)));
    assertEquals(
        "tcp.took: expected a duration of 0 to 24 h, got: 31557600000 s 0 ns",
        observation(seen -> seen.getTcpBuilder().setTook(millennium).setAddress(ADDRESS)));
    assertEquals(
        "http.took: expected a duration of 0 to 24 h, got: 0 s -1 ns",
        observation(seen -> seen.getHttpBuilder().setTook(Wire.toProto(Duration.ofNanos(-1)))));
    assertEquals(
        "http.took: expected a duration of 0 to 24 h, got: 86400 s 1 ns",
        observation(
            seen -> seen.getHttpBuilder().setTook(Wire.toProto(Duration.ofDays(1).plusNanos(1)))));
  }

  @Test
  void countsAndTextsBeyondTheirBound() {
    assertEquals(
        "tcp.port: expected 0 to 65535, got: 65536",
        observation(seen -> seen.getTcpBuilder().setPort(65_536).setAddress(ADDRESS)));
    assertEquals(
        "http.redirects: expected at most 32 entries, got: 33 entries",
        observation(seen -> seen.getHttpBuilder().addAllRedirects(Collections.nCopies(33, "/"))));
    assertEquals(
        "key.target: expected at most 2500 characters, got: 6000 characters",
        key(key -> key.setTarget("x".repeat(6_000))));
  }

  @Test
  void negativeSpansCarryOneSign() {
    var proto = Wire.toProto(Duration.ofMillis(-1_500));
    assertEquals(-1, proto.getSeconds());
    assertEquals(-500_000_000, proto.getNanos());
  }

  @Test
  void timesOutsideTheRangeBecomeTheNearestInside() {
    assertEquals(Instant.parse("0001-01-01T00:00:00Z"), Wire.time("at", Wire.toProto(Instant.MIN)));
    assertEquals(
        Instant.parse("9999-12-31T23:59:59.999999999Z"),
        Wire.time("at", Wire.toProto(Instant.MAX)));
  }

  @Test
  void aLongValueIsShownInPart() {
    var shown = key(key -> key.setAddress(ByteString.copyFrom(new byte[17])));
    assertEquals("key.address: expected an address of 4 or 16 bytes, got: 17 bytes", shown);
    var long1 = Field.refused("f", "short", "x".repeat(1_000)).getMessage();
    assertEquals("f: short, got: " + "x".repeat(99) + "…", long1);
  }

  private String key(Consumer<TrialKey.Builder> damage) {
    var proto = Wire.toProto(values.key()).toBuilder();
    damage.accept(proto);
    return refusal(() -> Wire.fromProto(proto.build()));
  }

  private String observation(Consumer<Observation.Builder> damage) {
    var proto =
        Observation.newBuilder().setKey(Wire.toProto(values.key())).setOk(Ok.getDefaultInstance());
    damage.accept(proto);
    return refusal(() -> Wire.fromProto(proto.build()));
  }

  private String verdict(Consumer<Verdict.Builder> damage) {
    var proto = Wire.toProto(values.verdict()).toBuilder();
    damage.accept(proto);
    return refusal(() -> Wire.fromProto(proto.build()));
  }

  private static String refusal(Executable read) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, read).getMessage());
  }
}
