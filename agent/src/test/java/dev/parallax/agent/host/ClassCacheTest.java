package dev.parallax.agent.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassCacheTest {
  @TempDir private Path home = Path.of("");
  private Path cache = Path.of("");
  private Path maps = Path.of("");

  @BeforeEach
  void locate() throws IOException {
    cache = Files.createDirectories(home.resolve("lib")).resolve("classes.aot");
    maps = Files.writeString(home.resolve("maps"), "7f0000000000-7f0000001000 r-xp libjvm.so\n");
  }

  private Optional<String> whyUnused() {
    return new ClassCache(Optional.of(cache), maps).whyUnused();
  }

  @Test
  void aMappedCacheIsUsed() throws IOException {
    Files.createFile(cache);
    Files.writeString(maps, "800001000-8017d1000 rw-p 00001000 fe:00 42      " + cache + "\n");
    assertEquals(Optional.empty(), whyUnused());
  }

  @Test
  void anAbsentCacheIsNamed_withTheProgramThatCreatesIt() throws IOException {
    assertEquals(cache + " does not exist", whyUnused().orElseThrow());
    var program = Files.createDirectories(home.resolve("bin")).resolve("make-class-cache");
    Files.createFile(program);
    assertEquals(cache + " does not exist; it is created by " + program, whyUnused().orElseThrow());
  }

  @Test
  void aCacheThatJavaRejectsIsNamed() throws IOException {
    Files.createFile(cache);
    var why = whyUnused().orElseThrow();
    assertTrue(why.startsWith(cache + " does not match this runtime,"), why);
  }

  @Test
  void anotherCacheOfTheOwnerIsNoDefect() {
    assertEquals(
        "the options of the Java runtime name another class cache or none",
        new ClassCache(Optional.empty(), maps).whyUnused().orElseThrow());
  }
}
