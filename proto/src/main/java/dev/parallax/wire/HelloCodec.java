package dev.parallax.wire;

import com.google.protobuf.ByteString;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.HelloShape;
import dev.parallax.model.value.Bytes;
import dev.parallax.v1.HelloExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        .addAllBodies(shape.bodies().entrySet().stream().map(HelloCodec::body).toList())
        .addAllShares(shape.shares())
        .build();
  }

  private static HelloExtension body(Map.Entry<Integer, Bytes> body) {
    return HelloExtension.newBuilder()
        .setType(body.getKey())
        .setBody(ByteString.copyFrom(body.getValue().toArray()))
        .build();
  }

  private static HelloShape fromProto(dev.parallax.v1.HelloShape proto) {
    return new HelloShape(
        proto.getExtensionsList(),
        proto.getGrease(),
        Field.count("hello.shape.size", proto.getSize()),
        EnumCodec.HELLO_SPLIT.fromProto("hello.shape.split", proto.getSplitValue()),
        bodies(proto.getBodiesList()),
        proto.getSharesList());
  }

  /** The last of several bodies of a type counts. */
  private static Map<Integer, Bytes> bodies(List<HelloExtension> bodies) {
    return bodies.stream()
        .collect(
            Collectors.toMap(
                HelloExtension::getType,
                each -> Bytes.copyOf(each.getBody().toByteArray()),
                (first, last) -> last));
  }
}
