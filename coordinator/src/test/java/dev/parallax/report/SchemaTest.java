package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonlReport;
import dev.parallax.report.facts.ClientHelloTieTest;
import dev.parallax.report.words.Catalogue;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped schema accepts written documents, and refuses invalid ones. */
final class SchemaTest {
  private static Schema schema;
  private final Catalogue catalogue = Catalogue.english();

  @BeforeAll
  static void load() throws IOException {
    try (var stream =
        Objects.requireNonNull(JsonReport.class.getResourceAsStream("sweep.schema.json"))) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(
                  new String(stream.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  @Test
  void takesTheDocument() {
    assertEquals(List.of(), errors(JsonReport.write(Fixture.report(), catalogue)));
  }

  @Test
  void takesTheComparisonWithTheLastHealthySweep() {
    var report = Fixture.report().with(List.of(DiffTest.diff()));
    var document = JsonReport.write(report, catalogue);
    assertTrue(document.contains("\"lastHealthy\""));
    assertEquals(List.of(), errors(document));
    var broken = document.replace("\"whereItFails\":false", "\"whereItFails\":0");
    assertFalse(errors(broken).isEmpty());
  }

  @Test
  void takesATieOfClientHellos() {
    var document = JsonReport.write(ClientHelloTieTest.tied(), catalogue);
    assertTrue(document.contains("\"clientHelloTies\""));
    assertEquals(List.of(), errors(document));
    assertFalse(errors(document.replace("\"sides\"", "\"side\"")).isEmpty());
  }

  @Test
  void takesTheSummaryLine() {
    var out = new StringWriter();
    new JsonlReport(out, catalogue).summary(Fixture.report());
    assertEquals(List.of(), errors(out.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schemaVersion\" : 1 | \"schemaVersion\" : 2",
        "\"startedAt\" : \"2026-01-31T12:00:00.250Z\" | \"startedAt\" : \"2026-01-31\"",
        "\"blame\" : \"ORIGIN\" | \"blame\" : \"US\"",
        "\"hypothesis\" : \"E2\" | \"hypothesis\" : \"E99\"",
        "\"status\":\"ok\" | \"status\":\"fine\"",
        "\"arm\":\"no_sni\" | \"arm\":\"other\"",
        "\"failedStep\":\"tls\" | \"failedStep\":null",
        "\"failure\":\"cert_expired\" | \"failure\":\"Cert expired\"",
        "\"notRunReason\":\"refused_by_policy\" | \"notRunReason\":null",
        "\"rcode\":\"NOERROR\" | \"rcode\":0",
        "\"localPort\":40001 | \"localPort\":70000",
        "\"helloBytes\":517 | \"helloBytes\":-1",
        "\"rttMs\":21.5 | \"rttMs\":\"21.5\"",
        "\"inside\":true | \"outside\":false",
        "\"status\":200 | \"status\":\"200\"",
      })
  void refusesABrokenDocument(String right, String wrong) {
    var document = JsonReport.write(Fixture.report(), catalogue);
    var broken = document.replace(right.strip(), wrong.strip());
    assertFalse(broken.equals(document), right);
    assertFalse(errors(broken).isEmpty(), wrong);
  }

  private static List<String> errors(String document) {
    return schema.validate(document, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
