package dev.parallax.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The class cache that the launchers give to Java, as Java prints its flags. */
@Timeout(60)
final class LauncherTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"parallax, calls.aot", "parallax-agent, classes.aot"})
  void aCacheOlderThanAJarIsNotUsed(String program, String name) throws Exception {
    var home = install(program);
    assertFalse(flags(home, program).contains(".aot"), "no cache");

    var cache = touch(home.resolve("lib").resolve(name), BUILT.plus(Duration.ofHours(1)));
    assertTrue(flags(home, program).contains(cache.toString()), "newer than every jar");

    touch(home.resolve("lib/a.jar"), BUILT.plus(Duration.ofHours(2)));
    assertFalse(flags(home, program).contains(".aot"), "older than a.jar");
  }

  private Path install(String program) throws IOException {
    var home = Files.createDirectories(folder.resolve(program)).toRealPath();
    var source = Path.of("src/dist").resolve(program);
    copy(source, home, "bin/" + program);
    copy(source, home, "conf/jvm.options");
    Files.createSymbolicLink(home.resolve("runtime"), Path.of(System.getProperty("java.home")));
    Files.createDirectories(home.resolve("lib"));
    touch(home.resolve("lib/a.jar"), BUILT);
    touch(home.resolve("lib/b.jar"), BUILT);
    return home;
  }

  private static void copy(Path from, Path to, String name) throws IOException {
    Files.createDirectories(to.resolve(name).getParent());
    Files.copy(from.resolve(name), to.resolve(name));
  }

  private static Path touch(Path file, Instant time) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    return Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private String flags(Path home, String program) throws Exception {
    var builder = new ProcessBuilder("sh", home.resolve("bin").resolve(program).toString());
    builder.environment().put("PARALLAX_JAVA_OPTS", "-XX:+PrintFlagsFinal -version");
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), out);
    return out.lines().filter(line -> line.contains(" AOTCache ")).findFirst().orElseThrow();
  }
}
