import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * Assembles the two distributions under {@code deploy/target}, each with its launcher, its jars and
 * a Java runtime linked by this JVM's own JDK.
 *
 * <p>Usage: {@code java Assemble.java ROOT VERSION with|without}, with or without class caches.
 * Files that are up to date are kept, so a second run takes a fraction of a second.
 */
final class Assemble {
  /**
   * A shipped program.
   *
   * @param module the Maven module whose jar contains the main class
   * @param program the name of the launcher and of the folder
   * @param modules the modules of the linked runtime
   */
  private record Distribution(String module, String program, List<String> modules) {}

  private static final List<Distribution> DISTRIBUTIONS =
      List.of(
          new Distribution(
              "coordinator",
              "parallax",
              List.of(
                  "java.base",
                  "java.logging",
                  "java.management",
                  "java.naming",
                  "java.net.http",
                  "java.sql",
                  "java.xml",
                  "jdk.net",
                  "jdk.unsupported")),
          new Distribution(
              "agent",
              "parallax-agent",
              List.of(
                  "java.base",
                  "java.logging",
                  "java.management",
                  "java.naming",
                  "java.xml",
                  "jdk.net",
                  "jdk.unsupported")));

  /** Packages are compressed as a whole, which halves the size of an uncompressed runtime. */
  private static final String COMPRESSION = "--compress=zip-0";

  private final Path root;
  private final String version;

  private Assemble(Path root, String version) {
    this.root = root;
    this.version = version;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Checksums.verify(Path.of(args[0]));
    var assemble = new Assemble(Path.of(args[0]), args[1]);
    for (var distribution : DISTRIBUTIONS) {
      assemble.assemble(distribution);
    }
    Pages.write(assemble.home("parallax"));
    if (args[2].equals("with")) {
      Train.both(assemble.home("parallax"), assemble.home("parallax-agent"));
    }
    // Newer than all its sources; deploy/demo compares the times.
    Files.writeString(assemble.root.resolve("deploy/target/assembled"), args[1] + "\n");
  }

  private void assemble(Distribution distribution) throws IOException, InterruptedException {
    var home = home(distribution.program());
    libraries(distribution, home);
    programs(distribution, home);
    share(home.resolve("share"));
    runtime(distribution, home.resolve("runtime"), home.resolve("conf/jvm.options"));
    RequiredModules.verify(
        home.resolve("lib").resolve(jarOf(distribution)), home.resolve("runtime"));
  }

  private Path home(String program) {
    return root.resolve("deploy/target").resolve(program);
  }

  private String jarOf(Distribution distribution) {
    return "parallax-" + distribution.module() + "-" + version + ".jar";
  }

  private void libraries(Distribution distribution, Path home) throws IOException {
    var built = root.resolve(distribution.module()).resolve("target");
    var own = built.resolve(jarOf(distribution));
    if (!Files.isRegularFile(own)) {
      throw new IOException(own + " is missing; build the whole: mvn package");
    }
    var jars = new ArrayList<>(List.of(own));
    var natives = new ArrayList<Path>();
    try (var libraries = Files.list(built.resolve("lib"))) {
      for (var library : libraries.sorted().toList()) {
        if (Natives.isNativeOnly(library)) {
          natives.add(library);
        } else {
          jars.add(ClassFormat.cacheable(library, root.resolve("deploy/target/newer")));
        }
      }
    }
    mirror(jars, home.resolve("lib"));
    Natives.unpack(natives, home);
  }

  /** Afterwards the folder contains exactly these files, apart from a class cache. */
  private static void mirror(List<Path> files, Path folder) throws IOException {
    Files.createDirectories(folder);
    Set<Path> wanted = new HashSet<>();
    for (var file : files) {
      wanted.add(file.getFileName());
      refresh(file, folder.resolve(file.getFileName()));
    }
    try (var present = Files.list(folder)) {
      for (var file :
          present.filter(Files::isRegularFile).filter(path -> isLeftOver(path, wanted)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isLeftOver(Path file, Set<Path> wanted) {
    return !wanted.contains(file.getFileName()) && !file.toString().endsWith(".aot");
  }

  /** A file that has changed is newer than the class caches. */
  private static void refresh(Path from, Path to) throws IOException {
    if (Files.exists(to) && Files.mismatch(from, to) == -1) {
      return;
    }
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private void programs(Distribution distribution, Path home) throws IOException {
    var source =
        root.resolve("deploy/modules/distribution/src/dist").resolve(distribution.program());
    mirror(List.of(source.resolve("conf/jvm.options")), home.resolve("conf"));
    try (var programs = Files.list(source.resolve("bin"))) {
      mirror(programs.sorted().toList(), home.resolve("bin"));
    }
    try (var programs = Files.list(home.resolve("bin"))) {
      for (var program : programs.toList()) {
        if (!program.toFile().setExecutable(true, false)) {
          throw new IOException(program + " cannot be made executable");
        }
      }
    }
  }

  private void share(Path share) throws IOException {
    var files =
        List.of(
            root.resolve(
                "coordinator/target/classes/dev/parallax/report/document/sweep.schema.json"),
            root.resolve("coordinator/target/classes/dev/parallax/watch/file/watch.schema.json"),
            root.resolve("LICENSE"));
    mirror(files.stream().filter(Files::isRegularFile).toList(), share);
  }

  private static void runtime(Distribution distribution, Path runtime, Path options)
      throws IOException, InterruptedException {
    var stamp = runtime.resolve("linked-from");
    var wanted =
        String.join(
            "\n",
            Runtime.version().toString(),
            distribution.modules().toString(),
            COMPRESSION,
            Files.readString(options));
    if (Files.isRegularFile(stamp) && Files.readString(stamp).equals(wanted)) {
      return;
    }
    Trees.delete(runtime);
    link(distribution, runtime);
    dropAbsentProviders(runtime.resolve("conf/security/java.security"));
    archiveClasses(runtime, options);
    Files.writeString(stamp, wanted);
  }

  private static void link(Distribution distribution, Path runtime) throws IOException {
    var jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IOException("this Java has no jlink; a full JDK 25 is needed"));
    int exit =
        jlink.run(
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            "--add-modules=" + String.join(",", distribution.modules()),
            "--output=" + runtime,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            COMPRESSION);
    if (exit != 0) {
      throw new IOException("jlink of " + runtime + " ended with " + exit);
    }
  }

  /**
   * Keeps the security providers of java.base only. For each listed provider that is not linked,
   * Java would search the class path and load all of Bouncy Castle to determine its name.
   */
  private static void dropAbsentProviders(Path properties) throws IOException {
    var present = Set.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");
    var kept =
        Files.readAllLines(properties).stream()
            .filter(
                line ->
                    !line.startsWith("security.provider.")
                        || present.contains(line.substring(line.indexOf('=') + 1)))
            .toList();
    Files.write(properties, kept);
  }

  /**
   * The class data archive of jlink is for default flags. An archive depends on the flags for
   * object layout and native access, so each runtime creates its own with the launcher's flags.
   */
  private static void archiveClasses(Path runtime, Path options)
      throws IOException, InterruptedException {
    var java = runtime.resolve("bin/java").toString();
    var dump =
        new ProcessBuilder(
                java, "@" + options, "-Xshare:dump", "-Xlog:disable", "-Xlog:all=error:stderr")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!dump.waitFor(2, TimeUnit.MINUTES)) {
      dump.destroyForcibly();
      throw new IOException("the class archive of " + runtime + " took more than 2 minutes");
    }
    if (dump.exitValue() != 0) {
      throw new IOException("the class archive of " + runtime + " failed: " + dump.exitValue());
    }
  }
}
