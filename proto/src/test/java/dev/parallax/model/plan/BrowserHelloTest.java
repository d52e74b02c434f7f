package dev.parallax.model.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each browser has a version, a capture and a line in the README. */
class BrowserHelloTest {
  @ParameterizedTest
  @EnumSource
  void helpAndReadme_nameVersionAndSource(BrowserHello browser) throws IOException {
    var readme =
        Files.readString(Path.of(System.getProperty("basedir", "."), "../README.md"), UTF_8);
    var line = readme.lines().filter(row -> row.startsWith("| `" + browser.word() + "`")).toList();
    assertEquals(1, line.size(), browser.word());
    for (var part :
        List.of(
            browser.version(), browser.captured().toString(), browser.ja4(), browser.source())) {
      assertTrue(line.getFirst().contains(part), part);
    }
    assertTrue(BrowserHello.LIST.contains(browser.version()), browser.version());
  }

  @ParameterizedTest
  @EnumSource
  void ofPostgres_itOffersTheProtocolOfTheScheme(BrowserHello browser) {
    var probe = Arms.browser(Target.parse("postgres://db.test"), browser).build();
    assertEquals(List.of("postgresql"), probe.hello().recipe().orElseThrow().alpn());
    assertEquals(browser.word(), probe.variant());
  }

  @Test
  void bodies_areOfExtensionsThatAreSent_andBounded() {
    refused(Map.of(13, Bytes.EMPTY), List.of());
    refused(Map.of(5, Bytes.copyOf(new byte[1_025])), List.of());
    refused(Map.of(), List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"));
  }

  private static void refused(Map<Integer, Bytes> bodies, List<String> shares) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HelloShape(List.of(5), false, 0, HelloShape.Split.WHOLE, bodies, shares));
  }
}
