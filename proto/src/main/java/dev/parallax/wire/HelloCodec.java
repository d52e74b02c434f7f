package dev.parallax.wire;

import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.HelloShape;

/** ClientHello recipes. */
final class HelloCodec {
  private HelloCodec() {}

  static dev.parallax.v1.HelloRecipe toProto(HelloRecipe hello) {
    return dev.parallax.v1.HelloRecipe.newBuilder()
        .addAllVersions(hello.versions())
        .addAllCiphers(hello.ciphers())
        .addAllGroups(hello.groups())
        .addAllAlpn(hello.alpn())
        .setShape(toProto(hello.shape()))
        .build();
  }

  static HelloRecipe fromProto(dev.parallax.v1.HelloRecipe proto) {
    Field.present("hello.shape", proto.hasShape());
    return new HelloRecipe(
        proto.getVersionsList(),
        proto.getCiphersList(),
        proto.getGroupsList(),
        proto.getAlpnList(),
        fromProto(proto.getShape()));
  }

  private static dev.parallax.v1.HelloShape toProto(HelloShape shape) {
    return dev.parallax.v1.HelloShape.newBuilder()
        .addAllExtensions(shape.extensions())
        .setGrease(shape.grease())
        .setSize(shape.size())
        .setSplitValue(EnumCodec.HELLO_SPLIT.toProto(shape.split()))
        .build();
  }

  private static HelloShape fromProto(dev.parallax.v1.HelloShape proto) {
    return new HelloShape(
        proto.getExtensionsList(),
        proto.getGrease(),
        Field.count("hello.shape.size", proto.getSize()),
        EnumCodec.HELLO_SPLIT.fromProto("hello.shape.split", proto.getSplitValue()));
  }
}
