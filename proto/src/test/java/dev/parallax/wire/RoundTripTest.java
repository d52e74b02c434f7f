package dev.parallax.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.model.SweepValues;
import dev.parallax.v1.Observation;
import dev.parallax.v1.ProbePlan;
import dev.parallax.v1.Sweep;
import dev.parallax.v1.TargetVerdicts;
import dev.parallax.v1.TrialKey;
import dev.parallax.v1.Vantage;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of the model survives the wire, bytes included. */
final class RoundTripTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void observation(long seed) throws InvalidProtocolBufferException {
    var seen = new SweepValues(seed).observation();
    var bytes = Wire.toProto(seen).toByteArray();
    assertEquals(seen, Wire.fromProto(Observation.parseFrom(bytes)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void key(long seed) throws InvalidProtocolBufferException {
    var key = new SweepValues(seed).key();
    var bytes = Wire.toProto(key).toByteArray();
    assertEquals(key, Wire.fromProto(TrialKey.parseFrom(bytes)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void vantage(long seed) throws InvalidProtocolBufferException {
    var vantage = new SweepValues(seed).vantage();
    var bytes = Wire.toProto(vantage).toByteArray();
    assertEquals(vantage, Wire.fromProto(Vantage.parseFrom(bytes)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void plan(long seed) throws InvalidProtocolBufferException {
    var plan = new SweepValues(seed).plan();
    var bytes = Wire.planBytes(plan);
    assertEquals(plan, Wire.fromProto(ProbePlan.parseFrom(bytes)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sweep(long seed) throws InvalidProtocolBufferException {
    var sweep = new SweepValues(seed).sweep();
    var bytes = Wire.toProto(sweep).toByteArray();
    assertEquals(sweep, Wire.fromProto(Sweep.parseFrom(bytes)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partsOfASweep(long seed) {
    var values = new SweepValues(seed);
    var round = values.round();
    assertEquals(round, Wire.fromProto(Wire.toProto(round)));
    var coverage = values.coverage();
    assertEquals(coverage, Wire.fromProto(Wire.toProto(coverage)));
    var results = values.results();
    assertEquals(results, Wire.fromProto(Wire.toProto(results)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void verdicts(long seed) throws InvalidProtocolBufferException {
    var verdicts = new SweepValues(seed).verdicts();
    var bytes = Wire.toProto(verdicts).toByteArray();
    assertEquals(verdicts, Wire.fromProto(TargetVerdicts.parseFrom(bytes)));
    var first = verdicts.verdicts().getFirst();
    assertEquals(first, Wire.fromProto(Wire.toProto(first)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addressesAndTimes(long seed) {
    var values = new SweepValues(seed);
    var address = values.maybe(values::address);
    assertEquals(address, Wire.address("route", Wire.toProto(address)));
    var offset = values.offset();
    assertEquals(offset, Wire.span("offset", Wire.toProto(offset)));
    var time = values.time();
    assertEquals(time, Wire.time("time", Wire.toProto(time)));
  }
}
