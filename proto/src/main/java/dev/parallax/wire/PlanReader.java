package dev.parallax.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parallax.model.Arm;
import dev.parallax.model.ProbeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a plan that may come from a newer coordinator: a probe with an arm, scheme, step or field
 * this version does not know is set apart, so that nothing is run other than what was told. What is
 * unknown in the plan's head concerns every probe.
 */
public final class PlanReader {
  private static final int NAMED_FIELDS = 10;

  private PlanReader() {}

  /**
   * Reads plan bytes.
   *
   * @throws IllegalArgumentException when these are no plan, or a value in it is malformed
   */
  public static ReadPlan read(byte[] bytes) {
    var proto = parse(bytes);
    var ofHead = unknownOfHead(proto);
    var known = new ArrayList<ProbeSpec>();
    var unsupported = new ArrayList<UnsupportedProbe>();
    for (var probe : proto.getProbesList()) {
      var unknown = new ArrayList<>(ofHead);
      unknown.addAll(unknownOf(probe));
      if (unknown.isEmpty()) {
        known.add(ProbeCodec.fromProto(probe));
      } else {
        unsupported.add(unsupported(probe, unknown));
      }
    }
    return head(proto, Wire.planHash(bytes), known, unsupported);
  }

  private static dev.parallax.v1.ProbePlan parse(byte[] bytes) {
    try {
      return dev.parallax.v1.ProbePlan.parseFrom(bytes);
    } catch (InvalidProtocolBufferException malformed) {
      throw new IllegalArgumentException(
          "plan: expected an encoded ProbePlan, got: " + bytes.length + " bytes", malformed);
    }
  }

  private static ReadPlan head(
      dev.parallax.v1.ProbePlan proto,
      String hash,
      List<ProbeSpec> known,
      List<UnsupportedProbe> unsupported) {
    return new ReadPlan(
        round(proto),
        hash,
        PlanCodec.hello(proto),
        StepsCodec.span("plan.spacing", proto.hasSpacing(), proto.getSpacing()),
        stepTimeout(proto),
        known,
        unsupported);
  }

  private static int round(dev.parallax.v1.ProbePlan proto) {
    int round = Field.count("plan.round", proto.getRound());
    if (round == 0) {
      throw Field.refused("plan.round", "rounds count from 1", round);
    }
    return round;
  }

  private static java.time.Duration stepTimeout(dev.parallax.v1.ProbePlan proto) {
    var timeout =
        StepsCodec.span("plan.step_timeout", proto.hasStepTimeout(), proto.getStepTimeout());
    if (!timeout.isPositive()) {
      throw Field.refused("plan.step_timeout", "a step timeout is positive", timeout);
    }
    return timeout;
  }

  private static List<String> unknownOfHead(dev.parallax.v1.ProbePlan proto) {
    var unknown = new ArrayList<String>();
    addFields("plan field ", proto, unknown);
    addHello("hello ", proto.getHello(), unknown);
    return unknown;
  }

  private static List<String> unknownOf(dev.parallax.v1.ProbeSpec probe) {
    var unknown = new ArrayList<String>();
    addNumber("arm", EnumCodec.ARM, probe.getArmValue(), unknown);
    addNumber("scheme", EnumCodec.SCHEME, probe.getSchemeValue(), unknown);
    addNumber("step", EnumCodec.STEP, probe.getLastStepValue(), unknown);
    addFields("field ", probe, unknown);
    addNumber("medium", EnumCodec.MEDIUM, probe.getMediumValue(), unknown);
    addRoute(probe.getRoute(), unknown);
    if (probe.hasResolver()) {
      addNumber(
          "resolver transport",
          EnumCodec.RESOLVER_TRANSPORT,
          probe.getResolver().getTransportValue(),
          unknown);
      addFields("resolver field ", probe.getResolver(), unknown);
    }
    addFields("hello field ", probe.getHello(), unknown);
    if (probe.getHello().hasRecipe()) {
      addHello("recipe ", probe.getHello().getRecipe(), unknown);
    }
    return unknown;
  }

  private static void addRoute(dev.parallax.v1.Route route, List<String> unknown) {
    addNumber("family", EnumCodec.FAMILY, route.getFamilyValue(), unknown);
    addFields("route field ", route, unknown);
    if (route.hasHopLimit()) {
      var limit = route.getHopLimit();
      addNumber("limited packet", EnumCodec.LIMITED_PACKET, limit.getPacketValue(), unknown);
      addFields("hop limit field ", limit, unknown);
    }
  }

  private static void addHello(
      String prefix, dev.parallax.v1.HelloRecipe hello, List<String> unknown) {
    addFields(prefix + "field ", hello, unknown);
    addFields(prefix + "shape field ", hello.getShape(), unknown);
    addNumber(prefix + "split", EnumCodec.HELLO_SPLIT, hello.getShape().getSplitValue(), unknown);
  }

  private static void addNumber(String what, EnumCodec<?> codec, int number, List<String> unknown) {
    if (codec.find(number).isEmpty()) {
      unknown.add(what + " " + number);
    }
  }

  private static void addFields(String prefix, Message message, List<String> unknown) {
    message.getUnknownFields().asMap().keySet().stream()
        .limit(NAMED_FIELDS)
        .map(number -> prefix + number)
        .forEach(unknown::add);
  }

  private static UnsupportedProbe unsupported(
      dev.parallax.v1.ProbeSpec probe, List<String> unknown) {
    Optional<Arm> arm = EnumCodec.ARM.find(probe.getArmValue());
    return new UnsupportedProbe(
        probe.getTarget(),
        arm,
        arm.map(Arm::word).orElseGet(() -> Integer.toString(probe.getArmValue())),
        probe.getVariant(),
        Field.count("probe.trials", probe.getTrials()),
        String.join(", ", unknown));
  }
}
