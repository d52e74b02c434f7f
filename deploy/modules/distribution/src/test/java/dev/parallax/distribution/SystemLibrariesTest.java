package dev.parallax.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package names the system libraries that its own native files need. */
final class SystemLibrariesTest {
  @TempDir private Path folder = Path.of("");
  private Path home = Path.of("");

  @BeforeEach
  void create() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
  }

  private void file(String path, String... strings) throws IOException {
    var file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "\u007fELF\0" + String.join("\0", strings) + "\0", StandardCharsets.ISO_8859_1);
  }

  private String dependencies() throws Exception {
    var classes = Files.createDirectories(folder.resolve("classes"));
    var arguments = new String[] {"-d", classes.toString(), "src/build/SystemLibraries.java"};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Method method =
          loader.loadClass("SystemLibraries").getDeclaredMethod("dependencies", Path.class);
      method.setAccessible(true);
      return (String) method.invoke(null, home);
    }
  }

  @Test
  void theNewestSymbolAndTheLinkedLibrariesDecide() throws Exception {
    file("runtime/lib/server/libjvm.so", "libstdc++.so.6", "libgcc_s.so.1", "GLIBC_2.38");
    file("runtime/lib/libzip.so", "libz.so.1", "GLIBC_2.17");
    assertEquals("libc6 (>= 2.38), libgcc-s1, libstdc++6, zlib1g", dependencies());
  }

  @Test
  void anOldSymbolDoesNotLowerTheOldestGlibcOfTheInstallScript() throws Exception {
    file("runtime/bin/java", "GLIBC_2.14");
    file("native/any.so", "GLIBC_2.16");
    file("lib/any.jar", "libstdc++.so.6", "GLIBC_2.99");
    assertEquals("libc6 (>= 2.28)", dependencies());
  }
}
