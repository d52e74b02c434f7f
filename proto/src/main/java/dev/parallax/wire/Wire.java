package dev.parallax.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.wire.plan.PlanReader;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The codec between model and proto. Every {@code fromProto} refuses a malformed value with an
 * {@link IllegalArgumentException} that names field, value and expectation.
 */
public final class Wire {
  private Wire() {}

  public static dev.parallax.v1.Observation toProto(Observation seen) {
    return ObservationCodec.toProto(seen);
  }

  public static Observation fromProto(dev.parallax.v1.Observation proto) {
    return ObservationCodec.fromProto(proto);
  }

  public static dev.parallax.v1.CentralCheck toProto(CentralCheck check) {
    return CertificateCodec.toProto(check);
  }

  public static CentralCheck fromProto(dev.parallax.v1.CentralCheck proto) {
    return CertificateCodec.fromProto(proto);
  }

  public static dev.parallax.v1.TrialKey toProto(TrialKey key) {
    return ObservationCodec.toProto(key);
  }

  public static TrialKey fromProto(dev.parallax.v1.TrialKey proto) {
    return ObservationCodec.fromProto(proto);
  }

  public static dev.parallax.v1.Vantage toProto(Vantage vantage) {
    return SweepCodec.toProto(vantage);
  }

  public static Vantage fromProto(dev.parallax.v1.Vantage proto) {
    return SweepCodec.fromProto(proto);
  }

  public static dev.parallax.v1.ProbePlan toProto(ProbePlan plan) {
    return PlanCodec.toProto(plan);
  }

  /** Decodes a plan of this version; agents use {@link PlanReader}. */
  public static ProbePlan fromProto(dev.parallax.v1.ProbePlan proto) {
    return PlanCodec.fromProto(proto);
  }

  public static dev.parallax.v1.Sweep toProto(Sweep sweep) {
    return SweepCodec.toProto(sweep);
  }

  public static Sweep fromProto(dev.parallax.v1.Sweep proto) {
    return SweepCodec.fromProto(proto);
  }

  public static dev.parallax.v1.Round toProto(Round round) {
    return SweepCodec.toProto(round);
  }

  public static Round fromProto(dev.parallax.v1.Round proto) {
    return SweepCodec.fromProto(proto);
  }

  public static dev.parallax.v1.Coverage toProto(Coverage coverage) {
    return SweepCodec.toProto(coverage);
  }

  public static Coverage fromProto(dev.parallax.v1.Coverage proto) {
    return SweepCodec.fromProto(proto);
  }

  public static dev.parallax.v1.TargetResults toProto(TargetResults results) {
    return SweepCodec.toProto(results);
  }

  public static TargetResults fromProto(dev.parallax.v1.TargetResults proto) {
    return SweepCodec.fromProto(proto);
  }

  public static dev.parallax.v1.TargetVerdicts toProto(TargetVerdicts judged) {
    return VerdictCodec.toProto(judged);
  }

  public static TargetVerdicts fromProto(dev.parallax.v1.TargetVerdicts proto) {
    return VerdictCodec.fromProto(proto);
  }

  public static dev.parallax.v1.Verdict toProto(Verdict verdict) {
    return VerdictCodec.toProto(verdict);
  }

  public static Verdict fromProto(dev.parallax.v1.Verdict proto) {
    return VerdictCodec.fromProto(proto);
  }

  public static dev.parallax.v1.Sighting toProto(Sighting seen) {
    return PathCodec.toProto(seen);
  }

  public static Sighting fromProto(dev.parallax.v1.Sighting proto) {
    return PathCodec.fromProto(proto);
  }

  /** The number of an arm in the contract. */
  public static int number(Arm arm) {
    return EnumCodec.ARM.toProto(arm);
  }

  /** The arm with this number in the contract. */
  public static Arm arm(int number) {
    return EnumCodec.ARM.fromProto("arm", number);
  }

  /** The number of a family in the contract. */
  public static int number(Family family) {
    return EnumCodec.FAMILY.toProto(family);
  }

  /** The family with this number in the contract; any family without a value. */
  public static Family family(int number) {
    return SweepCodec.family("family", number);
  }

  /** 4 or 16 bytes; empty when absent. */
  public static ByteString toProto(Optional<InetAddress> address) {
    return AddressCodec.toProto(address);
  }

  /** The address of 4 or 16 bytes; absent for an empty value. A refusal names {@code field}. */
  public static Optional<InetAddress> address(String field, ByteString bytes) {
    return AddressCodec.optionalFromProto(field, bytes);
  }

  public static com.google.protobuf.Duration toProto(Duration span) {
    return TimeCodec.toProto(span);
  }

  /** The span; {@code field} is named in a refusal. */
  public static Duration span(String field, com.google.protobuf.Duration span) {
    return TimeCodec.fromProto(field, span);
  }

  public static Timestamp toProto(Instant point) {
    return TimeCodec.toProto(point);
  }

  /** The point of time; {@code field} is named in a refusal. */
  public static Instant time(String field, Timestamp point) {
    return TimeCodec.fromProto(field, point);
  }

  /** The bytes that every agent receives and hashes; equal plans have equal bytes. */
  public static byte[] planBytes(ProbePlan plan) {
    return PlanCodec.bytes(toProto(plan));
  }

  /**
   * Decodes the result of {@link #planBytes}.
   *
   * @throws IllegalArgumentException when it is not a plan of this version
   */
  public static ProbePlan plan(byte[] planBytes) {
    try {
      return fromProto(dev.parallax.v1.ProbePlan.parseFrom(planBytes));
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalArgumentException(
          "expected an encoded ProbePlan, got: " + planBytes.length + " bytes", damaged);
    }
  }

  /** The size of a probe in a plan, in bytes. */
  public static int bytesInPlan(ProbeSpec probe) {
    return CodedOutputStream.computeMessageSize(
        dev.parallax.v1.ProbePlan.PROBES_FIELD_NUMBER, ProbeCodec.toProto(probe));
  }

  /** Lower-case hex SHA-256. */
  public static String planHash(byte[] planBytes) {
    return Sha256.hex(planBytes);
  }
}
