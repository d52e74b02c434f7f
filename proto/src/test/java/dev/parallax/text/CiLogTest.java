package dev.parallax.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job's log shows the text of a target and runs none of it. */
final class CiLogTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "::set-output name=x::y,: :set-output name=x::y",
        "  ::add-mask::x,  : :add-mask::x",
        "a ::error::x,a ::error::x",
        "fe80::1,fe80::1",
        "a ##vso[task.x],a # #vso[task.x]",
        "##teamcity[x],# #teamcity[x]",
        "##[group],# #[group]",
        "###[x],## #[x]",
        "## Heading,## Heading"
      })
  void commandsAreSplit(String text, String expected) {
    assertEquals(expected, CiLog.inert(text));
    assertEquals("above\n" + expected, CiLog.inert("above\n" + text));
  }

  @ParameterizedTest
  @CsvSource({"##vso[x], \\u0023#vso[x], &#35;#vso[x]"})
  void documentsKeepTheirValue(String text, String json, String xml) {
    assertEquals("\"" + json + "\"", CiLog.inertJson("\"" + text + "\""));
    assertEquals("<a>" + xml + "</a>", CiLog.inertXml("<a>" + text + "</a>"));
  }
}
