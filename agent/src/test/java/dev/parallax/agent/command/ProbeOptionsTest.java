package dev.parallax.agent.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.AgentMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of {@code probe} that cannot be used: the option, the value and what was expected. */
class ProbeOptionsTest {
  @ParameterizedTest
  @CsvSource({
    "a.example --expect status=abc, '--expect: status codes are written as 200-299,301, got: abc'",
    "a.example --expect dns=x, '--expect: a network is written as 192.0.2.0/24'",
    "a.example --request odd=1, '--request, --expect: a word of a request or an expectation'",
    "a:b:c --expect status=200, 'TARGET: '"
  })
  void malformedValue_isNamedWithItsOption(String words, String problem) {
    var out = new StringWriter();
    var printer = new PrintWriter(out, true);
    int exit =
        AgentMain.run(
            ("probe " + words).split(" ", -1), Map.of(), Clock.systemUTC(), printer, printer);
    assertEquals(2, exit);
    assertTrue(out.toString().contains("parallax-agent: " + problem), out::toString);
  }
}
