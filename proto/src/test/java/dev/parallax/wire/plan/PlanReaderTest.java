package dev.parallax.wire.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.parallax.model.SweepValues;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.v1.Exchange;
import dev.parallax.v1.Expectations;
import dev.parallax.v1.Method;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.v1.Request;
import dev.parallax.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanReaderTest {
  private static final UnknownFieldSet FIELD_99 =
      UnknownFieldSet.newBuilder()
          .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
          .build();

  private final ProbePlan plan = twoProbes();

  @Test
  void aPlanOfThisVersionIsReadWhole() {
    var bytes = Wire.planBytes(plan);
    var read = PlanReader.read(bytes);
    assertEquals(Optional.of(plan), read.runnable());
    assertEquals(List.of(), read.unsupported());
    assertEquals(Wire.planHash(bytes), read.hash());
  }

  @Test
  void anUnknownArmDoesNotFailTheOthers() {
    var read = second(probe -> probe.setArmValue(42));
    assertEquals(plan.probes().subList(0, 1), read.known());
    var unsupported = read.unsupported().getFirst();
    assertEquals(Optional.empty(), unsupported.arm());
    assertEquals("42", unsupported.armText());
    assertEquals("arm 42", unsupported.unknown());
  }

  @Test
  void anUnknownSchemeStepOrFieldKeepsTheArm() {
    var read =
        second(
            probe ->
                probe
                    .setArm(dev.parallax.v1.Arm.ARM_NO_SNI)
                    .setVariant("")
                    .setSchemeValue(77)
                    .clearLastStep()
                    .setUnknownFields(FIELD_99));
    var unsupported = read.unsupported().getFirst();
    assertEquals(Optional.of(Arm.NO_SNI), unsupported.arm());
    assertEquals("scheme 77, step 0, field 99", unsupported.unknown());
    assertEquals(
        plan.probes().get(1).target() + " no_sni: scheme 77, step 0, field 99", unsupported.line());
  }

  @Test
  void anUnknownFieldOfTheHeadConcernsEveryProbe() {
    var proto = Wire.toProto(plan).toBuilder();
    proto.getHelloBuilder().setUnknownFields(FIELD_99);
    var read = PlanReader.read(proto.build().toByteArray());
    assertEquals(List.of(), read.known());
    assertEquals(Optional.empty(), read.runnable());
    assertEquals(2, read.unsupported().size());
    assertEquals("hello field 99", read.unsupported().getFirst().unknown());
  }

  @Test
  void anUnknownPartOfAnExchangeIsUnsupported() {
    assertUnsupported("exchange field 99", exchange -> exchange.setUnknownFields(FIELD_99));
    assertUnsupported(
        "request field 99, method 42",
        exchange -> exchange.getRequestBuilder().setMethodValue(42).setUnknownFields(FIELD_99));
    assertUnsupported(
        "expectations field 99, TLS version 9",
        exchange ->
            exchange.getExpectationsBuilder().setLeastTlsValue(9).setUnknownFields(FIELD_99));
    assertUnsupported(
        "expectation field 99",
        exchange -> exchange.getExpectationsBuilder().addBodyBuilder().setUnknownFields(FIELD_99));
    assertUnsupported(
        "expectation field 99",
        exchange ->
            exchange
                .getExpectationsBuilder()
                .addHeadersBuilder()
                .getRuleBuilder()
                .setUnknownFields(FIELD_99));
    assertUnsupported(
        "expectation field 99",
        exchange -> exchange.addScriptBuilder().setReply("a").setUnknownFields(FIELD_99));
  }

  /** To an agent older than expectations the field is unknown: the probe is not run. */
  @Test
  void aProbeWithAnExchangeThatIsNotKnownIsUnsupported() {
    var exchange =
        Exchange.newBuilder()
            .setRequest(Request.newBuilder().setMethod(Method.METHOD_GET))
            .setExpectations(Expectations.newBuilder().setAlpn("h2"))
            .build();
    var field = UnknownFieldSet.Field.newBuilder().addLengthDelimited(exchange.toByteString());
    var read =
        second(
            probe ->
                probe
                    .clearExchange()
                    .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(98, field.build()).build()));
    assertEquals(
        List.of("field 98"), read.unsupported().stream().map(UnsupportedProbe::unknown).toList());
    assertEquals(1, read.known().size());
  }

  private void assertUnsupported(String unknown, Consumer<Exchange.Builder> change) {
    var read =
        second(
            probe -> {
              probe.getExchangeBuilder().getRequestBuilder().setMethod(Method.METHOD_GET);
              change.accept(probe.getExchangeBuilder());
            });
    assertEquals(unknown, read.unsupported().getFirst().unknown());
  }

  @Test
  void anExchangeOutOfBoundsIsRefused() {
    assertRefused(
        "a regular expression whose repetitions {n} are written out has at most 4000 characters,"
            + " got: ((a{100}){100}){100}",
        probe ->
            probe
                .getExchangeBuilder()
                .setRequest(Request.newBuilder().setMethod(Method.METHOD_GET))
                .getExpectationsBuilder()
                .addBodyBuilder()
                .setRegex("((a{100}){100}){100}"));
  }

  @Test
  void anUnknownProbeIsNotHeldToTheRulesOfKnownOnes() {
    var read = second(probe -> probe.setArmValue(42).setPort(0).clearHello());
    assertEquals(1, read.unsupported().size());
  }

  @Test
  void aMalformedKnownProbeIsSetApartAndNamed() {
    assertRefused("a port is 1 to 65535, got: 0", probe -> probe.setPort(0));
    assertRefused(
        "probe.route.address: expected an address of 4 or 16 bytes, got: 3 bytes",
        probe -> probe.getRouteBuilder().setAddress(ByteString.copyFrom(new byte[3])));
    assertRefused(
        "a probe's host is a lower-case DNS name or an address, got: [x\\r\\nEHLO",
        probe -> probe.setHost("[x\r\nEHLO"));
    assertRefused("a probe has 1 to 1000 trials, got: 1001", probe -> probe.setTrials(1_001));
  }

  @Test
  void aPlanBeyondTheBoundsIsRefusedWhole() {
    var proto = Wire.toProto(plan).toBuilder();
    assertThrows(IllegalArgumentException.class, () -> second(probe -> probe.setTrials(-1)));
    assertThrows(
        IllegalArgumentException.class, () -> PlanReader.read(new byte[PlanReader.LONGEST + 1]));
    proto.getSpacingBuilder().setSeconds(61);
    assertThrows(
        IllegalArgumentException.class, () -> PlanReader.read(proto.build().toByteArray()));
  }

  private void assertRefused(String why, Consumer<ProbeSpec.Builder> change) {
    var read = second(change);
    assertEquals(plan.probes().subList(0, 1), read.known());
    assertEquals(why, read.refused().getFirst().why());
  }

  @Test
  void aMalformedHeadIsRefused() {
    var proto = Wire.toProto(plan).toBuilder();
    assertThrows(
        IllegalArgumentException.class,
        () -> PlanReader.read(proto.clone().setRound(0).build().toByteArray()));
    assertThrows(
        IllegalArgumentException.class,
        () -> PlanReader.read(proto.clone().clearStepTimeout().build().toByteArray()));
    assertThrows(
        IllegalArgumentException.class,
        () -> PlanReader.read(proto.clone().clearHello().build().toByteArray()));
  }

  @Test
  void bytesThatAreNoPlanAreRefused() {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> PlanReader.read(new byte[] {7, 7, 7}));
    assertEquals("plan: expected an encoded ProbePlan, got: 3 bytes", refusal.getMessage());
  }

  @Test
  void aLineIsBounded() {
    var read = second(probe -> probe.setArmValue(42).setVariant("v".repeat(1_000)));
    assertEquals(300, read.unsupported().getFirst().line().length());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void equalPlansGiveEqualBytes(long seed) {
    var bytes = Wire.planBytes(new SweepValues(seed).plan());
    assertArrayEquals(bytes, Wire.planBytes(new SweepValues(seed).plan()));
    assertTrue(Wire.planHash(bytes).matches("[0-9a-f]{64}"));
  }

  private ReadPlan second(Consumer<ProbeSpec.Builder> change) {
    var proto = Wire.toProto(plan).toBuilder();
    change.accept(proto.getProbesBuilder(1));
    return PlanReader.read(proto.build().toByteArray());
  }

  private static ProbePlan twoProbes() {
    var values = new SweepValues(3);
    var other = values.plan();
    return new ProbePlan(
        1,
        List.of(values.probe(), values.probe()),
        other.hello(),
        other.spacing(),
        other.stepTimeout());
  }
}
