import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs google-java-format over the sources of all modules on this JVM's JDK. A file that an earlier
 * run found formatted is omitted while its content is the same.
 *
 * <p>Usage: {@code java SourceFormat.java FORMATTER_JAR check|apply ROOT}. {@code check} exits 1
 * and lists the files that differ; {@code apply} rewrites them.
 */
final class SourceFormat {
  private final Path formatter;
  private final Path root;

  /** The SHA-256 of formatter and file, in hexadecimal notation, of each formatted file. */
  private final Path memory;

  private SourceFormat(Path formatter, Path root) {
    this.formatter = formatter;
    this.root = root;
    this.memory = root.resolve("target/formatted");
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    System.exit(new SourceFormat(Path.of(args[0]), Path.of(args[2])).run(args[1].equals("apply")));
  }

  private int run(boolean apply)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    var sources = sources();
    Set<String> known =
        new HashSet<>(Files.exists(memory) ? Files.readAllLines(memory) : List.of());
    var hashes = hashes(sources);
    var changed = new ArrayList<String>();
    hashes.forEach(
        (source, hash) -> changed.addAll(known.contains(hash) ? List.of() : List.of(source)));
    int exit = changed.isEmpty() ? 0 : format(changed, apply);
    if (exit == 0) {
      Files.createDirectories(memory.getParent());
      Files.write(memory, new HashSet<>((apply ? hashes(sources) : hashes).values()));
    }
    return exit;
  }

  private int format(List<String> sources, boolean apply) throws IOException, InterruptedException {
    // A run of seconds: C1 alone takes half the CPU time.
    var command =
        new ArrayList<>(
            List.of(
                javaOfThisJvm(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                formatter.toString()));
    command.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.add("@" + Files.write(root.resolve("target/to-format"), sources));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      System.err.println(
          "The files above are not formatted; mend with: mvn -Dformat process-sources");
    }
    return exit;
  }

  private TreeMap<String, String> hashes(List<Path> sources)
      throws IOException, NoSuchAlgorithmException {
    var hashes = new TreeMap<String, String>();
    var version = formatter.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    for (var source : sources) {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(version);
      digest.update(Files.readAllBytes(source));
      hashes.put(source.toString(), HexFormat.of().formatHex(digest.digest()));
    }
    return hashes;
  }

  private List<Path> sources() throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = folder.getFileName().toString();
            boolean isNoSource = name.equals("target") || name.startsWith(".");
            return isNoSource && !folder.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static String javaOfThisJvm() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
