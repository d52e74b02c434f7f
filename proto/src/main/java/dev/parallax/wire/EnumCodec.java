package dev.parallax.wire;

import com.google.protobuf.Descriptors.EnumDescriptor;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.exchange.Method;
import dev.parallax.model.exchange.TlsVersion;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HelloShape;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.Medium;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Segment;
import dev.parallax.v1.HelloSplit;
import dev.parallax.v1.LimitedPacket;
import dev.parallax.v1.ResolverTransport;
import dev.parallax.v1.RevocationSource;
import dev.parallax.v1.RevocationStatus;
import dev.parallax.v1.SightingEnding;
import dev.parallax.v1.SightingMeans;
import dev.parallax.v1.StapleStatus;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model enum and its proto twin, paired by name: {@code CONTROL_SNI} is {@code ARM_CONTROL_SNI}.
 */
public final class EnumCodec<M extends Enum<M>> {
  public static final EnumCodec<Arm> ARM =
      new EnumCodec<>(Arm.class, dev.parallax.v1.Arm.getDescriptor(), "ARM_");
  public static final EnumCodec<Scheme> SCHEME =
      new EnumCodec<>(Scheme.class, dev.parallax.v1.Scheme.getDescriptor(), "SCHEME_");
  public static final EnumCodec<Step> STEP =
      new EnumCodec<>(Step.class, dev.parallax.v1.Step.getDescriptor(), "STEP_");
  public static final EnumCodec<Medium> MEDIUM =
      new EnumCodec<>(Medium.class, dev.parallax.v1.Medium.getDescriptor(), "MEDIUM_");
  public static final EnumCodec<Method> METHOD =
      new EnumCodec<>(Method.class, dev.parallax.v1.Method.getDescriptor(), "METHOD_");
  public static final EnumCodec<TlsVersion> TLS_VERSION =
      new EnumCodec<>(TlsVersion.class, dev.parallax.v1.TlsVersion.getDescriptor(), "TLS_VERSION_");
  public static final EnumCodec<Family> FAMILY =
      new EnumCodec<>(Family.class, dev.parallax.v1.Family.getDescriptor(), "FAMILY_");
  public static final EnumCodec<HopLimit.LimitedPacket> LIMITED_PACKET =
      new EnumCodec<>(
          HopLimit.LimitedPacket.class, LimitedPacket.getDescriptor(), "LIMITED_PACKET_");
  public static final EnumCodec<Resolver.Transport> RESOLVER_TRANSPORT =
      new EnumCodec<>(
          Resolver.Transport.class, ResolverTransport.getDescriptor(), "RESOLVER_TRANSPORT_");
  public static final EnumCodec<HelloShape.Split> HELLO_SPLIT =
      new EnumCodec<>(HelloShape.Split.class, HelloSplit.getDescriptor(), "HELLO_SPLIT_");
  static final EnumCodec<OcspStaple.Status> STAPLE_STATUS =
      new EnumCodec<>(OcspStaple.Status.class, StapleStatus.getDescriptor(), "STAPLE_STATUS_");
  static final EnumCodec<CentralCheck.Source> REVOCATION_SOURCE =
      new EnumCodec<>(
          CentralCheck.Source.class, RevocationSource.getDescriptor(), "REVOCATION_SOURCE_");
  static final EnumCodec<CentralCheck.Status> REVOCATION_STATUS =
      new EnumCodec<>(
          CentralCheck.Status.class, RevocationStatus.getDescriptor(), "REVOCATION_STATUS_");
  static final EnumCodec<Sighting.Means> SIGHTING_MEANS =
      new EnumCodec<>(Sighting.Means.class, SightingMeans.getDescriptor(), "SIGHTING_MEANS_");
  static final EnumCodec<Sighting.ConnectionEnd> SIGHTING_ENDING =
      new EnumCodec<>(
          Sighting.ConnectionEnd.class, SightingEnding.getDescriptor(), "SIGHTING_ENDING_");
  static final EnumCodec<NotRunReason> NOT_RUN_REASON =
      new EnumCodec<>(
          NotRunReason.class, dev.parallax.v1.NotRunReason.getDescriptor(), "NOT_RUN_REASON_");
  static final EnumCodec<Blame> BLAME =
      new EnumCodec<>(Blame.class, dev.parallax.v1.Blame.getDescriptor(), "BLAME_");
  static final EnumCodec<Segment> SEGMENT =
      new EnumCodec<>(Segment.class, dev.parallax.v1.Segment.getDescriptor(), "SEGMENT_");
  static final EnumCodec<Grade> GRADE =
      new EnumCodec<>(Grade.class, dev.parallax.v1.Grade.getDescriptor(), "GRADE_");

  private final Class<M> type;
  private final Map<M, Integer> numbers;

  private EnumCodec(Class<M> type, EnumDescriptor twin, String prefix) {
    this.type = type;
    this.numbers = new EnumMap<>(type);
    for (var constant : type.getEnumConstants()) {
      numbers.put(constant, twin.findValueByName(prefix + constant.name()).getNumber());
    }
  }

  /** The number of the proto value. */
  int toProto(M constant) {
    return Optional.ofNullable(numbers.get(constant)).orElseThrow();
  }

  /**
   * The constant with this number; refuses the unspecified constant and those of a newer contract.
   */
  public M fromProto(String field, int number) {
    return find(number)
        .orElseThrow(() -> Field.refused(field, "expected a known " + typeName(), number));
  }

  public Optional<M> find(int number) {
    return numbers.entrySet().stream()
        .filter(pair -> pair.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The constant written as a lower-case word. */
  static <W extends Enum<W>> W fromWord(String field, Class<W> type, String word) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> toWord(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> Field.refused(field, "expected a known word", word));
  }

  static String toWord(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private String typeName() {
    return type.getSimpleName();
  }
}
