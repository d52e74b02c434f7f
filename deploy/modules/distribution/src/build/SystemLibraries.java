import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The Debian packages with the system libraries that a program's native files are linked to. They
 * differ between runtimes: that of Temurin has libstdc++ and zlib inside, that of Debian has not
 * and needs a newer glibc.
 */
final class SystemLibraries {
  /** The oldest glibc that the install script accepts, as the minor version of 2. */
  private static final int OLDEST_GLIBC = 28;

  /** A version of a symbol in the string table of an ELF file. */
  private static final Pattern GLIBC = Pattern.compile("\0GLIBC_2\\.(?<minor>[0-9]{1,3})");

  /** By the name in the string table of an ELF file. */
  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "libstdc++.so.6", "libstdc++6", "libgcc_s.so.1", "libgcc-s1", "libz.so.1", "zlib1g"));

  private SystemLibraries() {}

  /** As in the field Depends, such as {@code libc6 (>= 2.28), libgcc-s1}. */
  static String dependencies(Path home) throws IOException {
    int glibc = OLDEST_GLIBC;
    var packages = new TreeSet<String>();
    for (var file : nativeFiles(home)) {
      var text = Files.readString(file, StandardCharsets.ISO_8859_1);
      glibc =
          GLIBC
              .matcher(text)
              .results()
              .mapToInt(version -> Integer.parseInt(version.group("minor")))
              .reduce(glibc, Math::max);
      PACKAGES.forEach(
          (library, name) -> {
            if (text.contains("\0" + library + "\0")) {
              packages.add(name);
            }
          });
    }
    packages.add("libc6 (>= 2." + glibc + ")");
    return String.join(", ", packages);
  }

  private static List<Path> nativeFiles(Path home) throws IOException {
    try (var files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).filter(SystemLibraries::isElf).toList();
    }
  }

  private static boolean isElf(Path file) {
    return file.toString().endsWith(".so") || file.endsWith(Path.of("runtime", "bin", "java"));
  }
}
