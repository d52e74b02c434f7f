package dev.parallax.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The inputs on which the product erred, {@code cases.tsv}: each has tests of the right answer, and
 * each named test exists.
 */
final class CasesTest {
  private static final Path TABLE = Path.of("src/test/resources/cases/cases.tsv");
  private static final int CASES = 22;

  /**
   * A row of the table.
   *
   * @param tests {@code Class.method}
   */
  record Case(int number, String input, List<String> tests) {
    private static Case parse(String line) {
      var cells = line.split("\t", -1);
      assertEquals(3, cells.length, line);
      return new Case(Integer.parseInt(cells[0]), cells[1], List.of(cells[2].split(" ", -1)));
    }
  }

  @SuppressWarnings("unused") // Read by the parameterised test.
  static List<Case> cases() throws IOException {
    return Files.readAllLines(TABLE).stream().skip(1).map(Case::parse).toList();
  }

  @Test
  void everyCase_isInTheTable() throws IOException {
    assertEquals(
        IntStream.rangeClosed(1, CASES).boxed().toList(),
        cases().stream().map(Case::number).toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyNamedTest_exists(Case row) throws IOException {
    assertFalse(row.input().isBlank());
    for (var test : row.tests()) {
      var name = test.split("\\.", -1);
      var source = source(name[0] + ".java");
      assertTrue(
          source.matches("(?s).*@(?:Test|ParameterizedTest)\\b.*\\bvoid " + name[1] + "\\(.*"),
          test);
    }
  }

  private static String source(String file) throws IOException {
    var found =
        SourceTree.MODULES.stream()
            .map(module -> SourceTree.ROOT.resolve(module).resolve("src/test/java"))
            .flatMap(SourceTree::files)
            .filter(path -> path.endsWith(file))
            .findFirst();
    return Files.readString(found.orElseThrow(() -> new AssertionError("no test " + file)));
  }
}
