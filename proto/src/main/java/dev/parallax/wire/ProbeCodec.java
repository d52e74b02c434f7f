package dev.parallax.wire;

import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.plan.HelloSpec;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.Route;
import java.util.Optional;

/** Probes of a plan; their ClientHello recipes have {@link HelloCodec}. */
public final class ProbeCodec {
  private ProbeCodec() {}

  static dev.parallax.v1.ProbeSpec toProto(ProbeSpec probe) {
    var proto =
        dev.parallax.v1.ProbeSpec.newBuilder()
            .setTarget(probe.target())
            .setArmValue(EnumCodec.ARM.toProto(probe.arm()))
            .setVariant(probe.variant())
            .setMediumValue(EnumCodec.MEDIUM.toProto(probe.medium()))
            .setSchemeValue(EnumCodec.SCHEME.toProto(probe.scheme()))
            .setHost(probe.host())
            .setPort(probe.port())
            .setRoute(toProto(probe.route()))
            .setHello(toProto(probe.hello()))
            .setPath(probe.path())
            .setUpgrade(probe.upgrade())
            .setLastStepValue(EnumCodec.STEP.toProto(probe.lastStep()))
            .setJudgeCertificate(probe.judgeCertificate())
            .setTrials(probe.trials());
    probe.resolver().map(ProbeCodec::toProto).ifPresent(proto::setResolver);
    if (!probe.exchange().isDefault()) {
      proto.setExchange(ExchangeCodec.toProto(probe.exchange()));
    }
    return proto.build();
  }

  public static ProbeSpec fromProto(dev.parallax.v1.ProbeSpec proto) {
    Field.present("probe.route", proto.hasRoute());
    Field.present("probe.hello", proto.hasHello());
    return new ProbeSpec(
        proto.getTarget(),
        EnumCodec.ARM.fromProto("probe.arm", proto.getArmValue()),
        proto.getVariant(),
        EnumCodec.MEDIUM.fromProto("probe.medium", proto.getMediumValue()),
        EnumCodec.SCHEME.fromProto("probe.scheme", proto.getSchemeValue()),
        proto.getHost(),
        Field.count("probe.port", proto.getPort()),
        proto.hasResolver() ? Optional.of(fromProto(proto.getResolver())) : Optional.empty(),
        fromProto(proto.getRoute()),
        fromProto(proto.getHello()),
        proto.getPath(),
        proto.getUpgrade(),
        EnumCodec.STEP.fromProto("probe.last_step", proto.getLastStepValue()),
        proto.getJudgeCertificate(),
        Field.count("probe.trials", proto.getTrials()),
        proto.hasExchange() ? ExchangeCodec.fromProto(proto.getExchange()) : Exchange.DEFAULT);
  }

  private static dev.parallax.v1.Route toProto(Route route) {
    var proto =
        dev.parallax.v1.Route.newBuilder()
            .setAddress(AddressCodec.toProto(route.address()))
            .setFamilyValue(EnumCodec.FAMILY.toProto(route.family()))
            .setSourcePort(route.sourcePort());
    route.hopLimit().map(ProbeCodec::toProto).ifPresent(proto::setHopLimit);
    return proto.build();
  }

  private static Route fromProto(dev.parallax.v1.Route proto) {
    return new Route(
        AddressCodec.optionalFromProto("probe.route.address", proto.getAddress()),
        EnumCodec.FAMILY.fromProto("probe.route.family", proto.getFamilyValue()),
        Field.count("probe.route.source_port", proto.getSourcePort()),
        proto.hasHopLimit() ? Optional.of(fromProto(proto.getHopLimit())) : Optional.empty());
  }

  private static dev.parallax.v1.HopLimit toProto(HopLimit limit) {
    return dev.parallax.v1.HopLimit.newBuilder()
        .setHops(limit.hops())
        .setPacketValue(EnumCodec.LIMITED_PACKET.toProto(limit.packet()))
        .build();
  }

  private static HopLimit fromProto(dev.parallax.v1.HopLimit proto) {
    return new HopLimit(
        Field.count("probe.route.hop_limit.hops", proto.getHops()),
        EnumCodec.LIMITED_PACKET.fromProto("probe.route.hop_limit.packet", proto.getPacketValue()));
  }

  private static dev.parallax.v1.Resolver toProto(Resolver resolver) {
    var proto =
        dev.parallax.v1.Resolver.newBuilder()
            .setTransportValue(EnumCodec.RESOLVER_TRANSPORT.toProto(resolver.transport()))
            .setAddress(AddressCodec.toProto(resolver.address()))
            .setPort(resolver.port())
            .setPath(resolver.path());
    resolver.name().ifPresent(proto::setName);
    return proto.build();
  }

  private static Resolver fromProto(dev.parallax.v1.Resolver proto) {
    return new Resolver(
        EnumCodec.RESOLVER_TRANSPORT.fromProto(
            "probe.resolver.transport", proto.getTransportValue()),
        AddressCodec.fromProto("probe.resolver.address", proto.getAddress()),
        Field.count("probe.resolver.port", proto.getPort()),
        proto.hasName() ? Optional.of(proto.getName()) : Optional.empty(),
        proto.getPath());
  }

  private static dev.parallax.v1.HelloSpec toProto(HelloSpec hello) {
    var proto =
        dev.parallax.v1.HelloSpec.newBuilder()
            .setDelay(TimeCodec.toProto(hello.delay()))
            .setPresentCertificate(hello.presentCertificate());
    hello.serverName().ifPresent(proto::setServerName);
    hello.recipe().map(HelloCodec::toProto).ifPresent(proto::setRecipe);
    return proto.build();
  }

  private static HelloSpec fromProto(dev.parallax.v1.HelloSpec proto) {
    return new HelloSpec(
        proto.hasServerName() ? Optional.of(proto.getServerName()) : Optional.empty(),
        proto.hasRecipe() ? Optional.of(HelloCodec.fromProto(proto.getRecipe())) : Optional.empty(),
        StepsCodec.span("probe.hello.delay", proto.hasDelay(), proto.getDelay()),
        proto.getPresentCertificate());
  }
}
