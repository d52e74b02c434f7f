package dev.parallax.wire.plan;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.v1.HelloRecipe;
import dev.parallax.v1.Route;
import dev.parallax.wire.EnumCodec;
import dev.parallax.wire.Field;
import dev.parallax.wire.PlanCodec;
import dev.parallax.wire.ProbeCodec;
import dev.parallax.wire.StepsCodec;
import dev.parallax.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes a plan that may come from a newer or a hostile coordinator. A probe with an unknown arm,
 * scheme, step or field is separated as unsupported, so that no other experiment is run than
 * requested. A probe with a value outside the contract's bounds is separated as refused. An unknown
 * field in the plan's header concerns every probe; a header value outside the bounds refuses the
 * plan. Size and counts are checked before a probe is decoded.
 */
public final class PlanReader {
  /** Bytes of an encoded plan, by the contract. */
  public static final int LONGEST = 1024 * 1024;

  private static final int NAMED_FIELDS = 10;

  private PlanReader() {}

  /**
   * Decodes plan bytes.
   *
   * @throws IllegalArgumentException when these are not a plan, or a value of its header is
   *     malformed or outside the contract's bounds
   */
  public static ReadPlan read(byte[] bytes) {
    var proto = parse(bytes);
    checkSize(proto);
    var ofHead = unknownOfHead(proto);
    var known = new ArrayList<ProbeSpec>();
    var unsupported = new ArrayList<UnsupportedProbe>();
    var refused = new ArrayList<RefusedProbe>();
    for (var probe : proto.getProbesList()) {
      var unknown = new ArrayList<>(ofHead);
      unknown.addAll(unknownOf(probe));
      if (unknown.isEmpty()) {
        read(probe, known, refused);
      } else {
        unsupported.add(unsupported(probe, unknown));
      }
    }
    return head(proto, Wire.planHash(bytes), known, unsupported, refused);
  }

  private static void read(
      dev.parallax.v1.ProbeSpec probe, List<ProbeSpec> known, List<RefusedProbe> refused) {
    try {
      known.add(ProbeCodec.fromProto(probe));
    } catch (IllegalArgumentException malformed) {
      refused.add(RefusedProbe.of(probe, String.valueOf(malformed.getMessage())));
    }
  }

  private static void checkSize(dev.parallax.v1.ProbePlan proto) {
    long trials =
        proto.getProbesList().stream()
            .mapToLong(probe -> Integer.toUnsignedLong(probe.getTrials()))
            .sum();
    ProbePlan.checkSize(proto.getProbesCount(), trials);
  }

  private static dev.parallax.v1.ProbePlan parse(byte[] bytes) {
    if (bytes.length > LONGEST) {
      throw Field.refused("plan", "expected at most " + LONGEST + " bytes", bytes.length);
    }
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
      List<UnsupportedProbe> unsupported,
      List<RefusedProbe> refused) {
    var spacing = StepsCodec.span("plan.spacing", proto.hasSpacing(), proto.getSpacing());
    var stepTimeout =
        StepsCodec.span("plan.step_timeout", proto.hasStepTimeout(), proto.getStepTimeout());
    ProbePlan.checkTimes(spacing, stepTimeout);
    return new ReadPlan(
        round(proto),
        hash,
        PlanCodec.hello(proto),
        spacing,
        stepTimeout,
        PlanCodec.ceiling(proto),
        known,
        unsupported,
        refused);
  }

  private static int round(dev.parallax.v1.ProbePlan proto) {
    int round = Field.count("plan.round", proto.getRound());
    if (round == 0) {
      throw Field.refused("plan.round", "rounds count from 1", round);
    }
    return round;
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
    if (probe.hasExchange()) {
      UnknownExchange.add(probe.getExchange(), unknown);
    }
    return unknown;
  }

  private static void addRoute(Route route, List<String> unknown) {
    addNumber("family", EnumCodec.FAMILY, route.getFamilyValue(), unknown);
    addFields("route field ", route, unknown);
    if (route.hasHopLimit()) {
      var limit = route.getHopLimit();
      addNumber("limited packet", EnumCodec.LIMITED_PACKET, limit.getPacketValue(), unknown);
      addFields("hop limit field ", limit, unknown);
    }
  }

  private static void addHello(String prefix, HelloRecipe hello, List<String> unknown) {
    addFields(prefix + "field ", hello, unknown);
    addFields(prefix + "shape field ", hello.getShape(), unknown);
    addNumber(prefix + "split", EnumCodec.HELLO_SPLIT, hello.getShape().getSplitValue(), unknown);
  }

  static void addNumber(String what, EnumCodec<?> codec, int number, List<String> unknown) {
    if (codec.find(number).isEmpty()) {
      unknown.add(what + " " + number);
    }
  }

  static void addFields(String prefix, Message message, List<String> unknown) {
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
        String.join(", ", unknown));
  }
}
