package dev.parallax.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A simple name means one class: no two source files of the product have the same name. */
final class NamesTest {
  @Test
  void everySourceFileHasANameOfItsOwn() {
    var folders =
        Stream.of("proto", "agent", "coordinator", "deploy")
            .map(module -> Path.of("..", module, "src", "main", "java"))
            .flatMap(NamesTest::sources)
            .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
    folders.remove("package-info.java");
    assertTrue(folders.size() > 1_000, () -> folders.size() + " names");
    assertEquals(
        Map.of(),
        folders.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Stream<Path> sources(Path folder) {
    try (var tree = Files.walk(folder)) {
      return tree.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
