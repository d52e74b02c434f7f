package dev.parallax.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether this process uses the class cache of its installation (JEP 483). Java maps a cache that
 * it uses, and starts without a cache that does not match.
 *
 * @param file of the installation; empty when the launcher names none
 * @param maps the mapped files of this process, as {@code /proc/self/maps}
 */
public record ClassCache(Optional<Path> file, Path maps) {
  /** The path of the cache, set by the launcher. */
  public static final String PROPERTY = "parallax.class-cache";

  /** The class cache that the launcher of this process names. */
  public static ClassCache ofThisProcess() {
    return new ClassCache(
        Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of),
        Path.of("/proc/self/maps"));
  }

  /** Why the process starts without the cache and therefore more slowly; empty when it uses it. */
  public Optional<String> whyUnused() {
    if (file.isEmpty()) {
      return Optional.of("the options of the Java runtime name another class cache or none");
    }
    var cache = file.get();
    if (!Files.isRegularFile(cache)) {
      return Optional.of(cache + " does not exist" + remedy(cache));
    }
    return isMapped(cache)
        ? Optional.empty()
        : Optional.of(
            cache + " does not match this runtime, its options or its jars" + remedy(cache));
  }

  /** The program that creates the cache; empty in a distribution without it. */
  private static String remedy(Path cache) {
    var program = cache.resolveSibling("../bin/make-class-cache").normalize();
    return Files.isRegularFile(program) ? "; it is created by " + program : "";
  }

  private boolean isMapped(Path cache) {
    try (var lines = Files.lines(maps)) {
      return lines.anyMatch(line -> line.endsWith(cache.toString()));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
