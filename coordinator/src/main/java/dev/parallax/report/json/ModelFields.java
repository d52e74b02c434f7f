package dev.parallax.report.json;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.Nulls.AS_EMPTY;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the model's records that do not follow the rule of {@link ModelMapper}: another
 * name or order, omitted where empty, or part of the surrounding object.
 */
final class ModelFields {
  static final Map<Class<?>, Class<?>> BY_RECORD =
      Map.ofEntries(
          Map.entry(Steps.class, OmitsAbsent.class),
          Map.entry(TcpStep.class, OmitsAbsent.class),
          Map.entry(TlsStep.Traffic.class, OmitsAbsent.class),
          Map.entry(DnsStep.class, DnsFields.class),
          Map.entry(DnsTrace.class, TraceFields.class),
          Map.entry(TlsStep.class, TlsFields.class),
          Map.entry(TlsStep.SentHello.class, HelloMixin.class),
          Map.entry(TlsStep.Agreed.class, AgreedFields.class),
          Map.entry(CleartextLines.class, CleartextFields.class),
          Map.entry(CertificateFacts.class, CertificateMixin.class),
          Map.entry(OcspStaple.class, StapleFields.class),
          Map.entry(CentralCheck.class, CentralFields.class),
          Map.entry(CentralCheck.AtServer.class, AtServerValue.class),
          Map.entry(CentralCheck.RevocationAnswer.class, RevocationFields.class),
          Map.entry(HttpStep.class, HttpFields.class),
          Map.entry(RedirectEnd.class, OmitsAbsent.class),
          Map.entry(Packets.class, PacketsValue.class),
          Map.entry(SchedulingDelay.class, DelayFields.class),
          Map.entry(Vantage.class, VantageFields.class),
          Map.entry(Coverage.class, CoverageFields.class),
          Map.entry(Coverage.Missing.class, MissingFields.class));

  private ModelFields() {}

  @JsonInclude(NON_ABSENT)
  interface OmitsAbsent {}

  interface DnsFields {
    @JsonUnwrapped
    DnsTrace trace();
  }

  @JsonInclude(NON_EMPTY)
  interface TraceFields {
    @JsonSetter(nulls = AS_EMPTY)
    List<String> aliases();

    @JsonSetter(nulls = AS_EMPTY)
    @JsonDeserialize(using = KnownWords.OfDns.class)
    List<DnsNote> notes();

    @JsonSetter(nulls = AS_EMPTY)
    List<?> queries();

    @JsonSetter(nulls = AS_EMPTY)
    List<?> zone();
  }

  @JsonInclude(NON_ABSENT)
  @JsonPropertyOrder({
    "hello",
    "agreed",
    "chain",
    "staple",
    "central",
    "certificateRequested",
    "alert",
    "traffic",
    "cleartext",
    "sinceLastSendMs",
    "tookMs"
  })
  interface TlsFields {
    @JsonUnwrapped
    TlsStep.SentHello hello();

    @JsonUnwrapped
    TlsStep.Agreed agreed();

    @JsonUnwrapped
    TlsStep.Traffic traffic();

    @JsonUnwrapped
    CleartextLines cleartext();
  }

  interface HelloMixin {
    @JsonProperty("helloRandom")
    String random();

    @JsonProperty("helloHash")
    String hash();

    @JsonProperty("helloBytes")
    int bytes();
  }

  interface AgreedFields {
    @JsonInclude(NON_DEFAULT)
    @JsonSetter(nulls = AS_EMPTY)
    boolean retried();
  }

  interface CleartextFields {
    @JsonProperty("cleartextLines")
    @JsonInclude(NON_EMPTY)
    @JsonSetter(nulls = AS_EMPTY)
    List<String> lines();
  }

  /** The DER is in no document. */
  @JsonIgnoreProperties(value = "der", allowSetters = true)
  interface CertificateMixin {
    @JsonSetter(nulls = AS_EMPTY)
    Bytes der();
  }

  interface VantageFields {
    @JsonProperty("name")
    VantageId id();
  }

  interface CoverageFields {
    @JsonInclude(NON_EMPTY)
    @JsonSetter(nulls = AS_EMPTY)
    List<?> partial();

    @JsonInclude(NON_ABSENT)
    @JsonSetter(nulls = AS_EMPTY)
    Optional<?> eligible();

    @JsonInclude(NON_DEFAULT)
    @JsonSetter(nulls = AS_EMPTY)
    boolean observationsDeleted();
  }

  interface MissingFields {
    @JsonProperty("said")
    @JsonSetter(nulls = AS_EMPTY)
    String detail();
  }

  interface StapleFields {
    @JsonProperty("said")
    String detail();
  }

  interface CentralFields {
    @JsonInclude(NON_ABSENT)
    @JsonDeserialize(using = AtServerReader.class)
    Optional<CentralCheck.AtServer> atServer();

    @JsonInclude(NON_EMPTY)
    @JsonSetter(nulls = AS_EMPTY)
    List<CentralCheck.RevocationAnswer> revocation();
  }

  interface RevocationFields {
    @JsonProperty("said")
    String detail();
  }

  interface AtServerValue {
    @JsonValue
    Optional<FailureWord> word();
  }

  @JsonInclude(NON_ABSENT)
  interface HttpFields {
    @JsonInclude(NON_EMPTY)
    @JsonSetter(nulls = AS_EMPTY)
    @JsonDeserialize(using = KnownWords.OfHttp.class)
    List<HttpNote> notes();
  }

  abstract static class PacketsValue {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    PacketsValue(List<Packets.CapturedSegment> seen) {}

    @JsonValue
    abstract List<Packets.CapturedSegment> seen();
  }

  interface DelayFields {
    @JsonProperty("cpuShortage")
    @JsonInclude(NON_ABSENT)
    Optional<CpuShortage> shortage();
  }
}
