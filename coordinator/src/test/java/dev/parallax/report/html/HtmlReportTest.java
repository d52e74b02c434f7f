package dev.parallax.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Fixture;
import dev.parallax.report.Fleet;
import dev.parallax.report.Golden;
import dev.parallax.report.Hostile;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The page as a parser reads it, not as a string. */
public final class HtmlReportTest {
  /** The embedded document apart: it is stored as it is already. */
  @ParameterizedTest
  @EnumSource
  void sameAsStored(Language language) throws IOException {
    var page = HtmlReport.write(Fixture.report(), Catalogue.of(language));
    var data = page.indexOf("<script ");
    var withoutData = page.substring(0, data) + page.substring(page.lastIndexOf("</body>"));
    Golden.check("report_" + language.word() + ".html", withoutData);
  }

  @ParameterizedTest
  @EnumSource
  void isWellFormedAndFetchesNothing(Language language) throws Exception {
    var page = parsed(HtmlReport.write(Fixture.report(), Catalogue.of(language)));
    for (var element : elements(page)) {
      assertTrue(TAGS.contains(element.getTagName()), element.getTagName());
      assertFalse(element.hasAttribute("src"));
      assertFalse(element.hasAttribute("style"), "the policy forbids it");
      assertTrue(element.getAttribute("href").matches("(#target-[0-9]+)?"));
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        assertFalse(element.getAttributes().item(i).getNodeName().startsWith("on"));
      }
    }
  }

  private static final Set<String> TAGS =
      Set.of(
          ("html head meta title style body main footer nav article section h1 h2 h3 p ul ol li a"
                  + " span small dl dt dd div table thead tbody tr th td details summary svg g rect"
                  + " line circle text script")
              .split(" "));

  @Test
  void whatTheTargetSaysIsTextAndNothingElse() throws Exception {
    var plain = elements(parsed(page(Hostile.sweep("harmless")))).size();
    var page = page(Hostile.sweep(Hostile.TEXT));
    assertEquals(plain, elements(parsed(page)).size());
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assertFalse(page.contains("<script>alert"));
    assertFalse(page.codePoints().anyMatch(point -> point != '\n' && Printable.isHidden(point)));
  }

  @Test
  void theEmbeddedJsonIsTheReport() throws Exception {
    var data = only(parsed(page(Hostile.sweep(Hostile.TEXT))), "script");
    assertEquals("application/json", data.getAttribute("type"));
    assertEquals(Hostile.sweep(Hostile.TEXT), JsonReportReader.read(data.getTextContent()));
  }

  @Test
  void thePolicyAllowsItsOwnStyleAndNothingElse() throws Exception {
    var page = parsed(page(Fixture.sweep()));
    var css = only(page, "style").getTextContent().getBytes(StandardCharsets.UTF_8);
    var hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(css));
    var policy =
        elements(page).stream()
            .filter(one -> one.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .map(one -> one.getAttribute("content"))
            .toList();
    assertEquals(
        List.of(
            "default-src 'none'; style-src 'sha256-"
                + hash
                + "'; base-uri 'none'; form-action 'none'"),
        policy);
  }

  @Test
  void saysEverythingTheTextSays() throws Exception {
    var page = parsed(page(Fixture.sweep())).getDocumentElement().getTextContent();
    var text = TextReport.write(Fixture.report(), ENGLISH, 60);
    var words = new TreeSet<>(List.of(text.split("\\s+")));
    words.removeIf(word -> page.contains(word) || word.matches(".*[─┄…].*"));
    assertEquals(Set.of(), words);
  }

  @Test
  void aLargeFleetStaysSmall() throws Exception {
    var report = Fleet.of(1_000);
    var page = HtmlReport.write(report, ENGLISH);
    parsed(page);
    assertTrue(page.length() < 2_000_000, () -> "length " + page.length());
    assertTrue(page.contains("more failing"));
  }

  private static final Catalogue ENGLISH = Catalogue.english();

  private static String page(Sweep sweep) {
    return HtmlReport.write(Report.of(sweep, Fixture.verdicts(), ExitPolicy.DEFAULT), ENGLISH);
  }

  public static Document parsed(String page) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new InputSource(new StringReader(page)));
  }

  private static Element only(Document page, String tag) {
    var found = page.getElementsByTagName(tag);
    assertEquals(1, found.getLength(), tag);
    return (Element) found.item(0);
  }

  private static List<Element> elements(Document page) {
    var all = page.getElementsByTagName("*");
    var elements = new ArrayList<Element>();
    for (int i = 0; i < all.getLength(); i++) {
      elements.add((Element) all.item(i));
    }
    return elements;
  }
}
