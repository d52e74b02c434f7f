package dev.parallax.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.report.Fixture;
import dev.parallax.web.access.WebConfig;
import dev.parallax.web.request.Links;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Any text from targets, vantages and agents is plain text on a page. */
@Timeout(60)
final class HostileRequestTest {
  private static final String TEXT = "\"'><script>alert(1)</script><img src=x>\u202eevil\u001b[31m";
  private static final Target TARGET =
      Target.parse("https://shop.example/\"'><script>alert(1)</script>&amp;");

  private WebStage stage;

  @BeforeEach
  void open(@TempDir Path folder) {
    stage =
        new WebStage(
            folder,
            new WebConfig(WebStage.at("127.0.0.1"), Optional.empty(), Set.of()),
            List.of(hostile()));
    stage.connect("eu-1", Map.of("isp", TEXT, "region", TEXT));
    stage.join("eu-2", Map.of("isp", TEXT));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /** The fixture's first target under a hostile name, seen by vantages with hostile labels. */
  private static Sweep hostile() {
    var fixture = Fixture.sweep();
    var first = fixture.targets().getFirst();
    return new Sweep(
        fixture.id(),
        fixture.startedAt(),
        fixture.took(),
        false,
        fixture.vantages().stream().map(HostileRequestTest::hostile).toList(),
        fixture.rounds(),
        fixture.coverage(),
        List.of(new TargetResults(TARGET, first.inside(), first.observations())));
  }

  private static Vantage hostile(Vantage one) {
    return new Vantage(
        one.id(), Map.of("asn", TEXT, "region", TEXT), TEXT, one.clockOffset(), Map.of("os", TEXT));
  }

  @Test
  void overview_isWellFormedAndInert() {
    assertInert("/");
    assertInert("/?lang=zh");
    assertInert("/?lang=" + Links.pair("x", TEXT) + "&" + Links.pair(TEXT, TEXT));
  }

  @Test
  void target_isWellFormedAndInert() {
    assertInert(Links.target(TARGET));
    assertInert(Links.target(TARGET) + "&lang=zh");
  }

  @Test
  void sweep_isWellFormedAndInert() {
    assertInert("/sweeps/" + Fixture.ID);
    assertInert("/sweeps/" + Fixture.ID + "?lang=zh");
  }

  private void assertInert(String path) {
    var answer = stage.get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    var page = answer.body();
    assertFalse(page.contains("\u202e"), path);
    assertFalse(page.contains("\u001b"), path);
    assertFalse(page.contains("<script>"), path);
    var document = parsed(page.substring(page.indexOf('\n') + 1));
    assertEquals(1, document.getElementsByTagName("script").getLength(), path);
    assertEquals(0, document.getElementsByTagName("img").getLength(), path);
  }

  private static org.w3c.dom.Document parsed(String page) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException | IOException malformed) {
      throw new AssertionError(malformed.getMessage() + "\n" + page, malformed);
    }
  }
}
