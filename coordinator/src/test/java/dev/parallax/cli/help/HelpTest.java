package dev.parallax.cli.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.cli.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Help states the purpose of the command once, then gives examples, and ends with the exit codes.
 */
final class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serve",
        "token",
        "vantages",
        "operators",
        "sweep",
        "report",
        "explain",
        "sweeps",
        "attribute",
        "causes",
        "watch"
      })
  void purposeAndExamplesFirstExitCodesLast(String command) {
    var terminal = new Terminal();
    var line = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
    assertEquals(0, terminal.run(line));
    var purpose = terminal.out().lines().findFirst().orElse("");
    assertTrue(purpose.endsWith("."), terminal.out());
    assertEquals(1, terminal.out().lines().filter(purpose::equals).count(), terminal.out());
    var examples = terminal.out().indexOf("Examples:\n  parallax ");
    assertTrue(examples >= 0 && examples < terminal.out().indexOf("Usage:"), terminal.out());
    assertTrue(terminal.out().stripTrailing().endsWith("143  terminated"), terminal.out());
    assertEquals("", terminal.err());
  }

  @Test
  void version() {
    var terminal = new Terminal();
    assertEquals(0, terminal.run("version"));
    assertTrue(terminal.out().startsWith("parallax "));
  }
}
