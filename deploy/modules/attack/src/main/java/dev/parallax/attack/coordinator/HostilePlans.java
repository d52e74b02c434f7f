package dev.parallax.attack.coordinator;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.v1.Arm;
import dev.parallax.v1.Family;
import dev.parallax.v1.HelloShape;
import dev.parallax.v1.HelloSpec;
import dev.parallax.v1.HelloSplit;
import dev.parallax.v1.Medium;
import dev.parallax.v1.ProbePlan;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.v1.Route;
import dev.parallax.v1.Scheme;
import dev.parallax.v1.Step;
import java.net.InetAddress;
import java.util.List;

/** Plans and probes in the wire format, before the hostile changes. */
final class HostilePlans {
  static final Duration NO_TIME = Duration.getDefaultInstance();
  static final Duration MILLISECOND = Duration.newBuilder().setNanos(1_000_000).build();
  private static final Duration STEP = Duration.newBuilder().setSeconds(2).build();

  private HostilePlans() {}

  static ProbePlan.Builder plan(Duration spacing, List<ProbeSpec> probes) {
    return ProbePlan.newBuilder()
        .setRound(1)
        .addAllProbes(probes)
        .setHello(recipe())
        .setSpacing(spacing)
        .setStepTimeout(STEP);
  }

  /** A plain base probe of a host that needs no resolution. */
  static ProbeSpec.Builder probe(String host, InetAddress address, int port, Scheme scheme) {
    return ProbeSpec.newBuilder()
        .setTarget("https://" + host + ":" + port)
        .setArm(Arm.ARM_BASE)
        .setScheme(scheme)
        .setHost(host)
        .setPort(port)
        .setRoute(
            Route.newBuilder()
                .setAddress(ByteString.copyFrom(address.getAddress()))
                .setFamily(Family.FAMILY_ANY))
        .setHello(HelloSpec.newBuilder().setServerName(host).setDelay(NO_TIME))
        .setPath("/")
        .setLastStep(Step.STEP_HTTP)
        .setMedium(Medium.MEDIUM_TCP)
        .setTrials(1);
  }

  static dev.parallax.v1.HelloRecipe.Builder recipe() {
    var standard = HelloRecipe.STANDARD;
    return dev.parallax.v1.HelloRecipe.newBuilder()
        .addAllVersions(standard.versions())
        .addAllCiphers(standard.ciphers())
        .addAllGroups(standard.groups())
        .addAllAlpn(standard.alpn())
        .setShape(HelloShape.newBuilder().setSplit(HelloSplit.HELLO_SPLIT_WHOLE));
  }
}
