package dev.parallax.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A simple name means one class: no two source files of the product have the same name. */
final class NamesTest {
  @Test
  void everySourceFileHasANameOfItsOwn() {
    var folders =
        SourceTree.MODULES.stream()
            .map(module -> SourceTree.ROOT.resolve(module).resolve("src/main/java"))
            .flatMap(SourceTree::files)
            .filter(file -> file.toString().endsWith(".java"))
            .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
    folders.remove("package-info.java");
    assertTrue(folders.size() > 1_000, () -> folders.size() + " names");
    assertEquals(
        Map.of(),
        folders.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
