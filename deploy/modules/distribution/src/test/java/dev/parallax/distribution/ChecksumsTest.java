package dev.parallax.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The build ships only jars whose checksums are in the repository. */
@Timeout(120)
final class ChecksumsTest {
  @TempDir private static Path classes = Path.of("");

  @TempDir private Path root = Path.of("");

  @BeforeAll
  static void compile() {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var arguments = new String[] {"-d", classes.toString(), "src/build/Checksums.java"};
    assertEquals(0, compiler.run(null, null, null, arguments));
  }

  @BeforeEach
  void list() throws Exception {
    Files.createDirectories(root.resolve("deploy/modules/distribution/src/build"));
    jar("agent", "gson-2.14.0.jar", "gson");
    jar("coordinator", "gson-2.14.0.jar", "gson");
    jar("coordinator", "parallax-proto-0.1.0.jar", "ours");
    assertEquals("", run("write"));
    assertEquals("", run("check"));
  }

  @Test
  void aChangedJarIsNamed() throws Exception {
    jar("agent", "gson-2.14.0.jar", "gsoN");
    var said = run("check");
    assertTrue(said.contains("agent/target/lib/gson-2.14.0.jar: expected SHA-256 "), said);
  }

  @Test
  void aJarThatIsNotListedIsNamed() throws Exception {
    jar("coordinator", "stranger-1.0.jar", "x");
    var said = run("check");
    assertTrue(said.contains("stranger-1.0.jar: expected SHA-256 no such jar"), said);
  }

  @Test
  void twoVersionsOfOneArtifactAreNamed() throws Exception {
    jar("agent", "gson-2.8.9.jar", "older");
    assertEquals("", run("write"));
    var said = run("check");
    assertTrue(said.contains("expected one version of an artifact, found also 2.14.0"), said);
  }

  private void jar(String module, String name, String content) throws IOException {
    var lib = Files.createDirectories(root.resolve(module).resolve("target/lib"));
    Files.writeString(lib.resolve(name), content);
  }

  /** Its output. */
  private String run(String mode) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes.toString(),
                "Checksums",
                root.toString(),
                mode)
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(said.isEmpty() ? 0 : 1, process.waitFor(), said);
    return said;
  }
}
