package dev.parallax.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each class and source file that a document names in backticks exists in the source tree. */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..");

  /** A class name, or a file name with an extension. */
  private static final Pattern NAME =
      Pattern.compile(
          "`((?:[A-Z][a-z0-9]+[A-Za-z0-9]*)|[A-Za-z0-9_.-]+\\.(?:properties|json|md))`");

  @ParameterizedTest
  @ValueSource(strings = {"deploy/doc/architecture.md", "CONTRIBUTING.md"})
  void everyNamedFileExists(String document) throws IOException {
    var files = files();
    var named =
        NAME.matcher(Files.readString(ROOT.resolve(document)))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertTrue(named.size() >= 10, document);
    assertEquals(
        List.of(),
        named.stream()
            .filter(name -> !files.contains(name) && !files.contains(name + ".java"))
            .distinct()
            .toList());
  }

  private static Set<String> files() throws IOException {
    var names = new HashSet<String>();
    for (var module : List.of("proto", "agent", "coordinator", "deploy")) {
      for (var folder : List.of("src", "doc")) {
        var root = ROOT.resolve(module).resolve(folder);
        if (Files.isDirectory(root)) {
          try (var tree = Files.walk(root)) {
            tree.forEach(file -> names.add(file.getFileName().toString()));
          }
        }
      }
    }
    return names;
  }
}
