package dev.parallax.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of all modules. */
final class SourceTree {
  static final Path ROOT = Path.of("../../..");

  /** The modules with files of their own, as paths below {@link #ROOT}. */
  static final List<String> MODULES =
      Stream.concat(Stream.of("proto", "agent", "coordinator", "deploy"), nested()).toList();

  private SourceTree() {}

  /** The files below a folder, none where it does not exist. */
  static Stream<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<String> nested() {
    try (var folders = Files.list(ROOT.resolve("deploy/modules"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(folder -> ROOT.relativize(folder).toString())
          .sorted()
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
