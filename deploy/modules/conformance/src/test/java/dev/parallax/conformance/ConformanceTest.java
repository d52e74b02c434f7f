package dev.parallax.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.stage.Authority;
import dev.parallax.stage.ServerIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void chainsOfASuite_areJudged_andDifferencesPrinted() throws Exception {
    var root = new Authority(NOW);
    var leaf = root.issue("www.example.com", NOW.minusSeconds(60), NOW.plusSeconds(60));
    var suite =
        file(
            "suite.jsonl",
            example("good", "SUCCESS", "\"www.example.com\"", root, leaf, ""),
            example("name", "SUCCESS", "[\"DNS\",\"other.example\"]", root, leaf, ""),
            example(
                "late", "FAILURE", "\"www.example.com\"", root, leaf, "2026-07-01T00:00:00+00:00"),
            example("client", "FAILURE", "null", root, leaf, ""));
    var table = file("clients.tsv", "id\tOne\t\tTwo", "name\tSUCCESS\tfine\tSUCCESS", "good\t\t\t");
    assertEquals(1, run(suite.toString(), "--clients", table.toString()));
    assertEquals(
        """
           CASE  PARALLAX            SUITE    ONE      TWO      DETAIL
        ✗  name  cert_name_mismatch  accepts  accepts  accepts  the certificate is not for other.example, but for www.example.com
        not asked: 1 (no name to be certified)
        against Parallax (One, Two): name, Parallax refuses
        3 cases: 1 not as the suite expects; different 1 from One, 1 from Two; all clients against\
         Parallax: 1; not asked: 1
        """,
        text(out));
    assertEquals("", text(err));
  }

  @Test
  void tableBesideTheSuite_isUsed_andTheAgreementOfNamedClientsCounts() throws Exception {
    var root = new Authority(NOW);
    var leaf = root.issue("www.example.com", NOW.minusSeconds(60), NOW.plusSeconds(60));
    var suite =
        file("suite.jsonl", example("name", "FAILURE", "\"other.example\"", root, leaf, ""))
            .toString();
    file("suite.clients.tsv", "id\tOne\tTwo\tThree", "name\tSUCCESS\tSUCCESS\tFAILURE");
    assertEquals(0, run(suite), text(out));
    out.reset();
    assertEquals(1, run(suite, "--agreeing", "One,Two"));
    assertTrue(
        text(out).contains("against Parallax (One, Two): name, Parallax refuses"), text(out));
    assertTrue(text(out).contains("One, Two against Parallax: 1;"), text(out));
    assertEquals(2, run(suite, "--agreeing", "One,Four"));
    assertTrue(text(err).contains("(One, Two, Three), got: Four"), text(err));
  }

  @Test
  void withoutADifference_theSummaryAlone() throws Exception {
    var root = new Authority(NOW);
    var leaf = root.issue("www.example.com", NOW.minusSeconds(60), NOW.plusSeconds(60));
    var suite =
        file("suite.jsonl", example("good", "SUCCESS", "\"www.example.com\"", root, leaf, ""));
    assertEquals(0, run(suite.toString()));
    assertEquals(
        "1 cases: 0 not as the suite expects; all clients against Parallax: 0; not asked: 0\n",
        text(out));
    out.reset();
    assertEquals(0, run(suite.toString(), "--all"));
    assertTrue(text(out).contains("good  ok        accepts"), text(out));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | suite: expected a case on each line, the file is empty",
        "[] | suite:1: expected a JSON object, got: []",
        "{ | suite:1: expected a JSON object, got: {",
        "{} | suite:1: id: expected a string",
        "{\"id\":\"a\",\"trusted\":[\"?\"]} | suite:1: trusted: expected Base64, got: ?",
        "{\"id\":\"a\",\"trusted\":[]} | suite:1: chain: expected a list of Base64 strings",
        "{\"id\":\"a\",\"trusted\":[],\"chain\":[],\"time\":\"x\"} |"
            + " suite:1: time: expected ISO 8601 with an offset, got: x",
        "{\"id\":\"a\",\"trusted\":[],\"chain\":[],\"expect\":\"x\"} |"
            + " suite:1: expect: expected SUCCESS or FAILURE, got: x"
      })
  void fileThatIsNoSuite_isNamedWithItsLine(String content, String problem) throws IOException {
    var suite = file("suite", content);
    assertEquals(2, run(suite.toString()));
    assertEquals("certificates: " + folder + "/" + problem + "\n", text(err));
    assertEquals("", text(out));
  }

  @Test
  void fileThatIsAbsent_orNoTable_isNamed() throws IOException {
    assertEquals(2, run(folder.resolve("absent").toString()));
    assertTrue(text(err).contains("absent: cannot be read as UTF-8"), text(err));
    var suite =
        file(
            "suite",
            "{\"id\":\"a\",\"host\":\"a\",\"trusted\":[],\"chain\":[],\"expect\":\"FAILURE\"}");
    var table = file("table", "id\tOne", "a");
    err.reset();
    assertEquals(2, run(suite.toString(), "--clients", table.toString()));
    assertEquals("certificates: " + table + ":2: expected 2 columns, got 1\n", text(err));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'expected one FILE of a suite, got 0'",
    "a b, 'expected one FILE of a suite, got 2'",
    "--clients, '--clients takes a FILE, got nothing'",
    "--odd, 'expected FILE, --clients FILE, --agreeing NAMES or --all, got: --odd'",
    "--agreeing, '--agreeing takes two NAMES or more with commas, got: nothing'",
    "--agreeing One, '--agreeing takes two NAMES or more with commas, got: One'"
  })
  void commandLineThatCannotBeUsed_isNamed(String words, String problem) {
    assertEquals(2, run(words.isEmpty() ? new String[0] : words.split(" ")));
    assertEquals("certificates: " + problem + "\n", text(err));
  }

  private int run(String... words) {
    return Conformance.run(
        List.of(words), Clock.fixed(NOW, ZoneOffset.UTC), printer(out), printer(err));
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  private static String example(
      String id, String expect, String host, Authority root, ServerIdentity leaf, String time)
      throws Exception {
    return """
    {"id":"%s","expect":"%s","host":%s,"trusted":["%s"],"chain":["%s"],"time":%s}\
    """
        .formatted(
            id,
            expect,
            host,
            encoded(root.certificate()),
            encoded(leaf.certificate()),
            time.isEmpty() ? "null" : "\"" + time + "\"");
  }

  private static String encoded(X509Certificate certificate) throws Exception {
    return Base64.getEncoder().encodeToString(certificate.getEncoded());
  }
}
