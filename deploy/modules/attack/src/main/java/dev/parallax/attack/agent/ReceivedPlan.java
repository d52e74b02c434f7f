package dev.parallax.attack.agent;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.parallax.model.value.Bytes;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.Certificate;
import dev.parallax.v1.Observation;
import dev.parallax.v1.Ok;
import dev.parallax.v1.ProbePlan;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.v1.TcpStep;
import dev.parallax.v1.TlsStep;
import dev.parallax.v1.TrialKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A plan of a rogue agent, and the observations that an honest agent might send for it. */
record ReceivedPlan(Assignment assignment, ProbePlan plan, String hash, String vantage) {
  static final Duration MILLISECOND = Duration.newBuilder().setNanos(1_000_000).build();
  private static final ByteString ADDRESS = ByteString.copyFrom(new byte[] {127, (byte) 210, 0, 1});

  static ReceivedPlan of(Assignment assignment, String vantage)
      throws InvalidProtocolBufferException {
    return new ReceivedPlan(
        assignment,
        ProbePlan.parseFrom(assignment.getPlan()),
        hash(assignment.getPlan().toByteArray()),
        vantage);
  }

  int round() {
    return plan.getRound();
  }

  /** The first probe, which every plan has. */
  ProbeSpec first() {
    return plan.getProbes(0);
  }

  TrialKey.Builder key(ProbeSpec probe, int trial) {
    return TrialKey.newBuilder()
        .setSweepId(assignment.getSweepId())
        .setRound(round())
        .setTarget(probe.getTarget())
        .setVantage(vantage)
        .setArm(probe.getArm())
        .setVariant(probe.getVariant())
        .setAddress(ADDRESS)
        .setTrial(trial);
  }

  /** A successful handshake. */
  Observation.Builder success(ProbeSpec probe, int trial) {
    return Observation.newBuilder()
        .setKey(key(probe, trial))
        .setPlanHash(hash)
        .setOk(Ok.getDefaultInstance())
        .setTcp(
            TcpStep.newBuilder()
                .setAddress(ADDRESS)
                .setPort(probe.getPort())
                .setLocalPort(40_000)
                .setTook(MILLISECOND))
        .setTls(handshake());
  }

  static TlsStep.Builder handshake() {
    return TlsStep.newBuilder()
        .setVersion("TLSv1.3")
        .setCipher("TLS_AES_128_GCM_SHA256")
        .setHelloHash("ab".repeat(32))
        .setHelloBytes(300)
        .setSinceLastSend(MILLISECOND)
        .setTook(MILLISECOND);
  }

  /** A certificate with the facts that the contract requires in addition to these bytes. */
  static Certificate.Builder certificate(byte[] der) {
    return Certificate.newBuilder()
        .setSha256("00".repeat(32))
        .setNotBefore(Timestamp.getDefaultInstance())
        .setNotAfter(Timestamp.newBuilder().setSeconds(4_000_000_000L))
        .setDer(ByteString.copyFrom(der));
  }

  static AgentMessage message(Observation.Builder observation) {
    return AgentMessage.newBuilder().setObservation(observation).build();
  }

  private static String hash(byte[] plan) {
    try {
      return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(plan)).toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
