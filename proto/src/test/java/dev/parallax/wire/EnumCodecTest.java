package dev.parallax.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Model and contract have the same values, each the other's only twin. */
final class EnumCodecTest {
  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(EnumCodec.ARM, Arm.values(), dev.parallax.v1.Arm.getDescriptor()),
        Arguments.of(EnumCodec.SCHEME, Scheme.values(), dev.parallax.v1.Scheme.getDescriptor()),
        Arguments.of(EnumCodec.STEP, Step.values(), dev.parallax.v1.Step.getDescriptor()),
        Arguments.of(
            EnumCodec.NOT_RUN_REASON,
            NotRunReason.values(),
            dev.parallax.v1.NotRunReason.getDescriptor()),
        Arguments.of(EnumCodec.BLAME, Blame.values(), dev.parallax.v1.Blame.getDescriptor()),
        Arguments.of(EnumCodec.SEGMENT, Segment.values(), dev.parallax.v1.Segment.getDescriptor()),
        Arguments.of(EnumCodec.GRADE, Grade.values(), dev.parallax.v1.Grade.getDescriptor()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  <M extends Enum<M>> void everyValueHasItsTwin(
      EnumCodec<M> codec, M[] constants, EnumDescriptor twin) {
    for (var constant : constants) {
      assertEquals(constant, codec.fromProto("field", codec.toProto(constant)));
    }
    var specified =
        twin.getValues().stream().mapToInt(EnumValueDescriptor::getNumber).filter(n -> n != 0);
    assertEquals(
        Stream.of(constants).map(codec::toProto).sorted().toList(),
        specified.sorted().boxed().toList());
  }

  @Test
  void wordsAreThoseOfTheModel() {
    for (var kind : FindingKind.values()) {
      assertEquals(kind.word(), EnumCodec.toWord(kind));
    }
    for (var reason : RoundReason.values()) {
      assertEquals(reason.word(), EnumCodec.toWord(reason));
    }
    for (var attribute : Scope.Attribute.values()) {
      assertEquals(attribute, EnumCodec.fromWord("f", Scope.Attribute.class, attribute.word()));
    }
    assertEquals("needs_inside", EnumCodec.toWord(NextProbe.Why.NEEDS_INSIDE));
  }
}
