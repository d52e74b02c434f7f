package dev.parallax.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each class, file and path that a document for developers names exists in the source tree. */
final class DocumentsTest {
  private static final Path ROOT = SourceTree.ROOT;
  private static final List<String> MODULES = SourceTree.MODULES;

  /** Backticked names without spaces. */
  private static final Pattern QUOTED = Pattern.compile("`([^`\\s]+)`");

  /** A class, with its package or a member. */
  private static final Pattern CLASS =
      Pattern.compile(
          "(?:[a-z][a-z0-9]*\\.)*([A-Z][a-z0-9]*[a-z][A-Za-z0-9]*)(?:[.#][A-Za-z]\\w*)*(?:\\(\\))?");

  private static final Pattern FILE = Pattern.compile("[\\w.-]+\\.(?:properties|json|md|java|sql)");
  private static final Pattern PATH = Pattern.compile("(?:deploy|src)/(?!target/)[\\w./-]+");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|record|enum|interface|message|rpc)\\s+([A-Z]\\w+)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  /** Names of the JDK, systemd and statistics. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "Error",
          "InetAddressResolverProvider",
          "MemoryDenyWriteExecute",
          "Optional",
          "QuicConnectionCloseEvent");

  private static final Set<String> CLASSES = classes();
  private static final Set<String> FILES = files();

  static List<String> documents() throws IOException {
    var folders = MODULES.stream().map(module -> ROOT.resolve(module).resolve("src/main/java"));
    var reasons =
        folders
            .flatMap(SourceTree::files)
            .filter(file -> file.toString().endsWith(".md"))
            .map(file -> ROOT.relativize(file).toString());
    return Stream.concat(
            Stream.of(
                "CONTRIBUTING.md",
                "deploy/doc/architecture.md",
                "deploy/doc/glossary.md",
                "deploy/RATIONALE.md",
                "deploy/modules/distribution/src/packaging/RATIONALE.md",
                "proto/RATIONALE.md"),
            reasons)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyNamedClassAndFileExists(String document) throws IOException {
    assertEquals(
        List.of(),
        quoted(document).filter(name -> !isThere(name, CLASSES, FILES)).distinct().toList());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkedFileExists(String document) throws IOException {
    var folder = ROOT.resolve(document).resolveSibling("");
    assertEquals(
        List.of(),
        LINK.matcher(Files.readString(ROOT.resolve(document)))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !Files.exists(folder.resolve(link)))
            .toList());
  }

  @Test
  void theDocumentsNameManyClasses() throws IOException {
    for (var document : List.of("CONTRIBUTING.md", "deploy/doc/architecture.md")) {
      assertTrue(
          quoted(document).filter(name -> CLASS.matcher(name).matches()).count() >= 20, document);
    }
  }

  private static boolean isThere(String name, Set<String> classes, Set<String> files) {
    var path = PATH.matcher(name);
    if (path.matches()) {
      return Stream.concat(Stream.of(""), MODULES.stream())
          .anyMatch(module -> Files.exists(ROOT.resolve(module).resolve(name)));
    }
    if (FILE.matcher(name).matches()) {
      return files.contains(name);
    }
    var type = CLASS.matcher(name);
    return !type.matches() || classes.contains(type.group(1)) || ELSEWHERE.contains(type.group(1));
  }

  private static Stream<String> quoted(String document) throws IOException {
    var prose = CODE.matcher(Files.readString(ROOT.resolve(document))).replaceAll("");
    return QUOTED.matcher(prose).results().map(match -> match.group(1));
  }

  private static Set<String> files() {
    return sources().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
  }

  private static Set<String> classes() {
    return sources()
        .filter(file -> file.toString().endsWith(".java") || file.toString().endsWith(".proto"))
        .flatMap(DocumentsTest::declared)
        .collect(Collectors.toSet());
  }

  private static Stream<String> declared(Path source) {
    Function<MatchResult, String> name = match -> match.group(1);
    return DECLARED.matcher(read(source)).results().map(name);
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static Stream<Path> sources() {
    return MODULES.stream()
        .flatMap(module -> Stream.of("src", "doc").map(ROOT.resolve(module)::resolve))
        .flatMap(SourceTree::files);
  }
}
