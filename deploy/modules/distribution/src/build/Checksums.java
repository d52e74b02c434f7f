import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks every shipped third-party jar, and the formatter of the build, against the SHA-256 in
 * {@code checksums.sha256}, and checks that both programs use one version of each artifact.
 *
 * <p>Usage, after {@code mvn package}: {@code java Checksums.java ROOT check|write}. {@code write}
 * records the present jars; review the change before it is committed.
 */
final class Checksums {
  private static final String LIST = "deploy/modules/distribution/src/build/checksums.sha256";
  private static final List<String> FOLDERS =
      List.of("agent/target/lib", "coordinator/target/lib", "deploy/target/tools");
  private static final Pattern VERSIONED =
      Pattern.compile("(?<artifact>.+?)-(?<version>\\d.*)\\.jar");
  private static final Pattern LINE = Pattern.compile("(?<hash>[0-9a-f]{64})  (?<jar>\\S+)");

  private final Path root;

  private Checksums(Path root) {
    this.root = root;
  }

  public static void main(String[] args) throws IOException {
    var checksums = new Checksums(Path.of(args[0]));
    if (args[1].equals("write")) {
      checksums.write();
    } else {
      verify(checksums.root);
    }
  }

  /**
   * Returns when all checksums match.
   *
   * @throws IOException naming each jar that does not match
   */
  static void verify(Path root) throws IOException {
    var checksums = new Checksums(root);
    var wrong = checksums.differences();
    if (!wrong.isEmpty()) {
      throw new IOException(
          String.join("\n", wrong)
              + "\n"
              + "A jar of an older build goes with: mvn clean. A new version is accepted, after a"
              + " look at where it is from, with: java"
              + " deploy/modules/distribution/src/build/Checksums.java . write");
    }
  }

  private List<String> differences() throws IOException {
    var listed = listed();
    var versions = new TreeMap<String, String>();
    var wrong = new ArrayList<String>();
    for (var jar : jars()) {
      var name = jar.getFileName().toString();
      var found = hash(jar);
      var expected = listed.getOrDefault(name, "no such jar");
      if (!found.equals(expected)) {
        wrong.add(jar + ": expected SHA-256 " + expected + " in " + LIST + ", found " + found);
      }
      var parts = VERSIONED.matcher(name);
      if (parts.matches()) {
        var other = versions.putIfAbsent(parts.group("artifact"), parts.group("version"));
        if (other != null && !other.equals(parts.group("version"))) {
          wrong.add(jar + ": expected one version of an artifact, found also " + other);
        }
      }
    }
    return wrong;
  }

  private void write() throws IOException {
    var lines = new TreeMap<String, String>();
    for (var jar : jars()) {
      lines.put(jar.getFileName().toString(), hash(jar));
    }
    var text = new StringBuilder();
    lines.forEach((name, hash) -> text.append(hash).append("  ").append(name).append('\n'));
    Files.writeString(root.resolve(LIST), text);
  }

  private Map<String, String> listed() throws IOException {
    var listed = new TreeMap<String, String>();
    for (var line : Files.readAllLines(root.resolve(LIST))) {
      var parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IOException(LIST + ": expected HASH, two spaces, JAR, got: " + line);
      }
      listed.put(parts.group("jar"), parts.group("hash"));
    }
    return listed;
  }

  /** Every third-party jar. */
  private List<Path> jars() throws IOException {
    var jars = new ArrayList<Path>();
    for (var folder : FOLDERS) {
      if (Files.isDirectory(root.resolve(folder))) {
        try (var files = Files.list(root.resolve(folder))) {
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .filter(file -> !file.getFileName().toString().startsWith("parallax-"))
              .sorted()
              .forEach(jars::add);
        }
      }
    }
    return jars;
  }

  private static String hash(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
