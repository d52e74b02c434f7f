package dev.parallax.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The records of the model as JSON objects. */
final class ModelMapperTest {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");
  private static final Instant DAY = Instant.parse("2026-01-31T12:00:00Z");

  private static final DnsStep DNS =
      new DnsStep(
          "192.0.2.53:53",
          "udp",
          "NOERROR",
          List.of(new DnsStep.AddressRecord(ADDRESS, Duration.ofSeconds(60))),
          true,
          1,
          List.of(),
          Duration.ofNanos(1_500_001),
          DnsTrace.NONE);

  private static final TlsStep TLS =
      new TlsStep(
          new TlsStep.SentHello(Optional.empty(), "0a", "0b", 512, "t13"),
          TlsStep.Agreed.NOTHING,
          List.of(
              new CertificateFacts(
                  "ff", "CN=a", "CN=b", List.of("a"), DAY, DAY, "EC 256", "ECDSA", Bytes.EMPTY)),
          Optional.of(
              new OcspStaple(
                  OcspStaple.Status.GOOD,
                  Optional.of(DAY),
                  Optional.empty(),
                  Optional.empty(),
                  "none")),
          Optional.empty(),
          false,
          Optional.empty(),
          TlsStep.Traffic.NONE,
          Duration.ZERO,
          Duration.ofMillis(7),
          new CleartextLines(List.of("220 ready")));

  @Test
  void durationsHaveTheirUnit_andEmptyPartsOfTheTraceAreOmitted() {
    assertEquals(
        "{\"resolver\":\"192.0.2.53:53\",\"transport\":\"udp\",\"rcode\":\"NOERROR\","
            + "\"answers\":[{\"address\":\"192.0.2.1\",\"ttlMs\":60000}],\"authenticated\":true,"
            + "\"retransmissions\":1,\"conflicting\":[],\"tookMs\":1.500001}",
        Json.compact(Json.of(DNS)));
  }

  @Test
  void handshakeIsOneObject_withItsCleartextBeforeItsTimes() {
    assertEquals(
        "{\"serverName\":null,\"helloRandom\":\"0a\",\"helloHash\":\"0b\",\"helloBytes\":512,"
            + "\"ja4\":\"t13\",\"version\":\"\",\"cipher\":\"\",\"group\":\"\",\"alpn\":\"\","
            + "\"chain\":[{\"sha256\":\"ff\",\"subject\":\"CN=a\",\"issuer\":\"CN=b\","
            + "\"names\":[\"a\"],\"notBefore\":\"2026-01-31T12:00:00Z\","
            + "\"notAfter\":\"2026-01-31T12:00:00Z\",\"key\":\"EC 256\",\"signature\":\"ECDSA\"}],"
            + "\"staple\":{\"status\":\"good\",\"thisUpdate\":\"2026-01-31T12:00:00Z\","
            + "\"nextUpdate\":null,\"revokedAt\":null,\"said\":\"none\"},"
            + "\"certificateRequested\":false,\"bytesSent\":0,\"bytesReceived\":0,"
            + "\"recordsSent\":0,\"recordsReceived\":0,\"cleartextLines\":[\"220 ready\"],"
            + "\"sinceLastSendMs\":0,\"tookMs\":7}",
        Json.compact(Json.of(TLS)));
    assertEquals(TLS, read(Json.compact(Json.of(TLS)), TlsStep.class));
  }

  @Test
  void unknownFieldsAndNotesAreIgnored() {
    ObjectNode node = Json.of(DNS);
    node.put("novelty", 1).putArray("notes").add("from_the_future").add("hosts_file");
    var step = read(node.toString(), DnsStep.class);
    assertEquals(List.of(DnsNote.HOSTS_FILE), step.trace().notes());
  }

  /** Three states of one field: no check, a valid chain, a failure. */
  @Test
  void checkByTheServersClock_isMissingNullOrAWord() {
    for (var server :
        List.of(
            Optional.<CentralCheck.AtServer>empty(),
            Optional.of(new CentralCheck.AtServer(Optional.empty())),
            Optional.of(new CentralCheck.AtServer(Optional.of(new FailureWord("cert_expired")))))) {
      var check = new CentralCheck(Optional.empty(), Optional.empty(), server);
      assertEquals(check, read(Json.compact(Json.of(check)), CentralCheck.class));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"dns\":[]} | $.dns: expected an object, got []",
        "{\"dns\":{\"resolver\":null}} | $.dns.resolver: is missing",
        "{\"path\":{\"sent\":\"udp\"}} | $.path.replies: is missing",
        "{\"path\":{\"sent\":\"udp\",\"replies\":{}}} | $.path.replies: expected an array, got {}",
        "{\"path\":{\"sent\":\"udp\",\"replies\":[null]}} | $.path.replies[0]: is missing",
        "{\"path\":{\"sent\":\"udp\",\"replies\":[{\"hops\":\"1\"}]}} "
            + "| $.path.replies[0].hops: expected an integer, got \"1\"",
        "{\"path\":{\"sent\":\"udp\",\"replies\":[{\"hops\":1,\"from\":\"x\"}]}} "
            + "| $.path.replies[0].from: expected an IP address, got \"x\"",
        "{\"tls\":{\"helloRandom\":7}} | $.tls.helloRandom: expected a string, got 7",
      })
  void refusalNamesThePlaceAndWhatWasExpected(String text, String expected) {
    var refused = assertThrows(MalformedReportException.class, () -> read(text, Steps.class));
    assertEquals(expected, refused.getMessage());
  }

  @Test
  void answersOfAPathMayBeAbsent() {
    var path =
        new PathStep(
            "udp", List.of(new PathStep.Reply(3, Optional.empty(), 0, 0, Optional.empty())));
    assertEquals(
        "{\"sent\":\"udp\",\"replies\":[{\"hops\":3,\"from\":null,\"icmpType\":0,\"icmpCode\":0,"
            + "\"tookMs\":null}]}",
        Json.compact(Json.of(path)));
    assertEquals(path, read(Json.compact(Json.of(path)), PathStep.class));
  }

  @Test
  void partialVantagesAreOmitted_andMayBeMissing() {
    var missing = new Coverage.Missing(new VantageId("a"), NotRunReason.OFFLINE, "");
    var coverage = new Coverage(1, 0, List.of(missing), List.of());
    var text = Json.compact(Json.of(coverage));
    assertEquals(
        "{\"requested\":1,\"answered\":0,\"missing\":[{\"vantage\":\"a\","
            + "\"reason\":\"offline\",\"said\":\"\"}]}",
        text);
    assertEquals(coverage, read(text, Coverage.class));
    assertEquals(coverage, read(text.replace(",\"said\":\"\"", ""), Coverage.class));
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      return new JsonCursor(Json.MAPPER.readTree(text), "$").bind(type);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}
