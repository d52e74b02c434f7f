package dev.parallax.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.verdict.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference page of causes is the catalogue's, in both languages. */
class CauseCatalogueTest {
  private static final Path DOC =
      Path.of(System.getProperty("basedir", "."), "..", "deploy", "doc", "causes.md");

  @Test
  void page_isCurrent() throws IOException {
    var page = new CauseCatalogue(Catalogue.english()).markdown();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(DOC, page);
    }
    assertEquals(Files.readString(DOC), page, "run with -Dgolden=write");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyCause_hasItsSections(Language language) {
    var catalogue = new CauseCatalogue(Catalogue.of(language));
    for (var cause : Cause.values()) {
      var lines = catalogue.text(cause);
      assertTrue(lines.getFirst().startsWith(cause.code() + " " + cause.word()), lines::toString);
      assertTrue(lines.size() >= 8, lines::toString);
      assertFalse(lines.toString().contains("{"), lines::toString);
    }
  }

  @Test
  void code_isReadBack() {
    assertTrue(
        Stream.of(Cause.values()).allMatch(one -> Cause.of(one.code()).orElseThrow() == one));
    assertEquals(41, Stream.of(Cause.values()).map(Cause::code).distinct().count());
  }

  @Test
  void family_isTheCodesLetter() {
    var families = Stream.of(Cause.values()).map(one -> one.code().charAt(0) + "" + one.family());
    assertEquals(7, families.distinct().count());
  }
}
