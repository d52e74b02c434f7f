package dev.parallax.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The packages of the agent in a folder, with the SHA-256 sums of its file {@code SHA256SUMS}.
 *
 * @param sums file name ↦ lower-case hexadecimal SHA-256, in the order of the names
 */
public record AgentPackages(Path folder, Map<String, String> sums) {
  /** No packages. */
  public static final AgentPackages NONE = new AgentPackages(Path.of(""), Map.of());

  static final String SUMS = "SHA256SUMS";
  private static final long LARGEST_SUMS = 64 * 1_024;
  private static final Pattern FILE =
      Pattern.compile(
          "parallax-agent_(?<version>[0-9][A-Za-z0-9.+~-]{0,63})_(?:amd64|arm64)\\.(?:deb|tar\\.gz)");
  private static final Pattern LINE = Pattern.compile("(?<sum>[0-9a-f]{64}) [ *](?<name>[^/]+)");

  public AgentPackages {
    sums = new TreeMap<>(sums);
  }

  /**
   * Reads a folder once; a later change of a package shows at the host as a wrong sum.
   *
   * @throws IllegalArgumentException naming the folder, when it has no sums, no package of the
   *     agent, packages of two versions, or a package that is listed and absent
   */
  public static AgentPackages read(Path folder) {
    var sums = new TreeMap<String, String>();
    var versions = new TreeSet<String>();
    for (var line : text(folder.resolve(SUMS)).lines().toList()) {
      var parts = LINE.matcher(line);
      var file = FILE.matcher(parts.matches() ? parts.group("name") : "");
      if (file.matches()) {
        checkPresent(folder.resolve(parts.group("name")));
        sums.put(parts.group("name"), parts.group("sum"));
        versions.add(file.group("version"));
      }
    }
    if (versions.size() != 1) {
      throw new IllegalArgumentException(
          folder.resolve(SUMS)
              + ": expected packages parallax-agent_VERSION_ARCHITECTURE.deb or .tar.gz of one"
              + " version, got versions: "
              + versions);
    }
    return new AgentPackages(folder, sums);
  }

  /** The version of the packages; empty without packages. */
  public Optional<String> version() {
    return sums.keySet().stream()
        .findFirst()
        .map(FILE::matcher)
        .filter(file -> file.matches())
        .map(file -> file.group("version"));
  }

  /** The file of a listed name; empty for any other name. */
  Optional<Path> file(String name) {
    return sums.containsKey(name) ? Optional.of(folder.resolve(name)) : Optional.empty();
  }

  /** In the format of sha256sum(1). */
  String sumsText() {
    var text = new StringBuilder();
    sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
    return text.toString();
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_SUMS) {
        throw new IllegalArgumentException(file + ": expected at most 64 KiB");
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read: " + unreadable, unreadable);
    }
  }

  private static void checkPresent(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException(file + ": expected a regular file");
    }
  }
}
