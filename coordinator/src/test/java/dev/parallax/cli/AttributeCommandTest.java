package dev.parallax.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Fixture;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.words.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a stored document to the same document. */
final class AttributeCommandTest {
  @TempDir private Path folder = Path.of("");

  private final String document =
      JsonReport.write(
          Report.of(Fixture.sweep(), Fixture.verdicts(), ExitPolicy.DEFAULT), Catalogue.english());

  @Test
  void sameVerdictsSameDocument() throws IOException {
    var file = folder.resolve("sweep.json");
    Files.writeString(file, document);
    var terminal = new Terminal();
    assertEquals(1, terminal.run(sweep -> Fixture.verdicts(), "attribute", file.toString(), "-J"));
    assertEquals(document, terminal.out());
    assertEquals("", terminal.err());
  }

  @Test
  void readsStandardInput() {
    var terminal = new Terminal(document);
    assertEquals(1, terminal.run(sweep -> Fixture.verdicts(), "attribute", "-"));
    assertTrue(terminal.out().contains("ORIGIN / edge"));
  }

  @Test
  void writesChineseWhenAsked() {
    var terminal = new Terminal(document);
    terminal.run(sweep -> Fixture.verdicts(), "attribute", "-", "--lang", "zh");
    assertTrue(terminal.out().contains("源站 / 边缘"), terminal.out());
  }

  @Test
  void aLanguageItDoesNotSpeak() {
    var terminal = new Terminal(document);
    assertEquals(2, terminal.run(sweep -> Fixture.verdicts(), "attribute", "-", "--lang", "fr"));
    assertTrue(terminal.err().contains("expected en or zh, got: fr"), terminal.err());
  }

  @Test
  void oneTargetHasItsOwnExitCode() {
    var terminal = new Terminal(document);
    assertEquals(
        0, terminal.run(sweep -> Fixture.verdicts(), "attribute", "-", "fine.example.com"));
    assertTrue(!terminal.out().contains("shop.example.com"));
  }

  @Test
  void aTargetTheSweepDoesNotHave() {
    var terminal = new Terminal(document);
    assertEquals(2, terminal.run(sweep -> Fixture.verdicts(), "attribute", "-", "b.example"));
    assertTrue(terminal.err().contains("has targets https://shop.example.com"), terminal.err());
  }

  @Test
  void writesFilesWhole() throws IOException {
    var terminal = new Terminal(document);
    var json = folder.resolve("out.json");
    Files.writeString(json, "old");
    terminal.run(
        sweep -> Fixture.verdicts(),
        "attribute",
        "-",
        "-o",
        "json=" + json,
        "-o",
        "text=" + folder.resolve("out.txt"));
    assertEquals("", terminal.out());
    assertEquals(document, Files.readString(json));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void explainsOffline() throws IOException {
    var file = folder.resolve("shop.json");
    Files.writeString(file, document);
    var terminal = new Terminal();
    assertEquals(1, terminal.run(sweep -> Fixture.verdicts(), "explain", file.toString()));
    assertTrue(terminal.out().contains("×1,500,000"), terminal.out());
    assertTrue(terminal.out().contains("Observations that would refute it"), terminal.out());
  }

  @Test
  void explainsInChineseAsJson() {
    var terminal = new Terminal(document);
    terminal.run(sweep -> Fixture.verdicts(), "explain", "-", "-J", "--lang", "zh");
    assertTrue(terminal.out().startsWith("{"), terminal.out());
    assertTrue(terminal.out().contains("真实域名在任何一个外部观测点"), terminal.out());
  }

  @Test
  void comparesTwoDocuments() throws IOException {
    var file = folder.resolve("shop.json");
    Files.writeString(file, document);
    var terminal = new Terminal();
    var name = file.toString();
    assertEquals(0, terminal.run(sweep -> Fixture.verdicts(), "diff", name, name, "-J"));
    assertTrue(terminal.out().contains("\"changes\" : [ ]"), terminal.out());
  }

  @Test
  void anExplanationHasTwoForms() {
    var terminal = new Terminal(document);
    assertEquals(2, terminal.run(sweep -> Fixture.verdicts(), "explain", "-", "-o", "html"));
    assertEquals("parallax: -o: expected one of text, json, got: html\n", terminal.err());
  }

  @Test
  void aDefectOfOursIsOneLineToo() {
    var terminal = new Terminal(document);
    assertEquals(70, terminal.run("attribute", "-"));
    assertEquals(
        "parallax: internal error: IllegalStateException: nobody attributes here\n",
        terminal.err());
  }
}
