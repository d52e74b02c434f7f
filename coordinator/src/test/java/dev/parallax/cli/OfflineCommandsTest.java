package dev.parallax.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.cli.options.FleetOptions;
import dev.parallax.cli.options.RepeatOptions;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commands without a coordinator: linting, completion, manual pages, and the options of a sweep.
 */
final class OfflineCommandsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void lintPrintsWhatItUnderstoodAndEveryComplaint() throws IOException {
    var file = folder.resolve("targets.txt");
    Files.writeString(file, "shop.example.com # ours\n\nhttps://a b\nSHOP.example.com:443\nx:0\n");
    var terminal = new Terminal();
    assertEquals(2, terminal.run("targets", "lint", "-l", file.toString(), "b.example"));
    assertEquals("https://b.example\nhttps://shop.example.com\n", terminal.out());
    assertEquals(3, terminal.err().lines().count(), terminal.err());
    assertTrue(terminal.err().contains("targets.txt line 3: "), terminal.err());
    assertTrue(
        terminal.err().contains("line 4: the same target a second time: https://shop.example.com"),
        terminal.err());
  }

  @Test
  void lintShowsWhatIsSentAndExpected() throws IOException {
    var file = folder.resolve("targets.txt");
    Files.writeString(file, "a.example body~'all is well' # ours\ntls://b.example\n");
    var terminal = new Terminal();
    assertEquals(0, terminal.run("targets", "lint", "-l", file.toString(), "--expect", "tls>=1.2"));
    assertEquals(
        "https://a.example 'body~all is well' tls>=1.2\ntls://b.example tls>=1.2\n",
        terminal.out());
  }

  @Test
  void lintNamesTheWordThatIsWrong() throws IOException {
    var file = folder.resolve("targets.txt");
    Files.writeString(file, "a.example status=2xx\ntls://b.example status=200\n");
    var terminal = new Terminal();
    assertEquals(2, terminal.run("targets", "lint", "-l", file.toString()));
    assertTrue(
        terminal.err().contains("line 1: status codes are written as 200-299,301, got: 2xx\n"),
        terminal.err());
    assertTrue(
        terminal.err().contains("need an http, https, ws or wss target, got: tls://b.example"),
        terminal.err());
  }

  @Test
  void lintOfGoodTargetsIsFine() {
    var terminal = new Terminal("a.example\nsmtp://b.example\n");
    assertEquals(0, terminal.run("targets", "lint", "-"));
    assertEquals("https://a.example\nsmtp://b.example\n", terminal.out());
    assertEquals("", terminal.err());
  }

  @ParameterizedTest
  @CsvSource({
    "targets, 'targets: expected lint; see targets --help'",
    "targets lint, 'a target is expected: TARGET, -l FILE, or - for standard input'",
    "completion fish, 'completion: expected bash or zsh, got: fish'",
    "sweep a.example --repeat 0, '--repeat: expected 1 to 100000, got: 0'",
    "sweep a.example --interval 5m, '--interval goes with --repeat of 2 or more'",
    "targets lint a.example --expect method=HEAD, 'a word of an expectation, got: method=HEAD'",
    "targets lint a.example --request status=200, 'a word of a request, got: status=200'",
    "sweep a.example --limit 0, '--limit: expected 1 or more, got: 0'",
  })
  void badInputIsOneLine(String line, String said) {
    var terminal = new Terminal();
    assertEquals(2, terminal.run(line.split(" ", -1)));
    assertEquals("parallax: " + said + "\n", terminal.err());
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh"})
  void completionIsAScriptBashCanRead(String shell) throws Exception {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("completion", shell));
    assertTrue(terminal.out().contains("--fail-on"), terminal.out());
    var script = folder.resolve("completion");
    Files.writeString(script, terminal.out());
    var bash = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
    assertTrue(bash.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, bash.exitValue());
  }

  @Test
  void aManualPageForEachCommand() throws IOException {
    assertEquals(0, new Terminal().run("man", folder.toString()));
    var page = Files.readString(folder.resolve("parallax-sweep.1"));
    assertTrue(page.startsWith(".TH \"PARALLAX-SWEEP\" 1\n.SH NAME\nparallax\\-sweep \\- Measure"));
    assertTrue(page.contains(".B \\-\\-dry\\-run"), page);
    assertTrue(page.contains("parallax sweep shop.example.com"), page);
    var first = Files.readString(folder.resolve("parallax.1"));
    assertTrue(first.contains(".TP\n.B explain\nExplain the verdicts"), first);
    assertTrue(Files.notExists(folder.resolve("parallax-man.1")));
  }

  @Test
  void fewVantagesAreOfManyNetworks() {
    var fleet =
        List.of(vantage("a1", "1"), vantage("a2", "1"), vantage("a3", "1"), vantage("b1", "2"));
    assertEquals("[a1, b1, a2]", FleetOptions.spread(fleet, 3) + "");
    assertEquals(4, FleetOptions.spread(fleet, 9).size());
  }

  private static Vantage vantage(String name, String asn) {
    return new Vantage(
        new VantageId(name), Map.of("asn", "AS" + asn), "1", Optional.empty(), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "OK, FINDING, FINDING",
    "FINDING, INCONCLUSIVE, FINDING",
    "DEADLINE, OK, DEADLINE",
    "UNREACHABLE, FINDING, UNREACHABLE",
  })
  void theWeightiestOutcomeCounts(ExitCode one, ExitCode other, ExitCode both) {
    assertEquals(both.code(), RepeatOptions.weightier(one.code(), other.code()));
    assertEquals(both.code(), RepeatOptions.weightier(other.code(), one.code()));
  }
}
