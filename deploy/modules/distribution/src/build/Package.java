import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Builds the packages of both distributions under {@code deploy/target/packages}: a {@code .deb}, a
 * {@code .tar.gz} and their SHA-256 sums.
 *
 * <p>Usage: {@code java Package.java ROOT VERSION TIME [ARCHITECTURE]}. With an architecture, only
 * the agent of {@code deploy/target/ARCHITECTURE} is packaged, beside the packages that are there.
 * Two builds of the same files give the same bytes: every time stamp is TIME (ISO 8601, UTC),
 * owners are root, and the order of files is that of their names. Class caches are omitted, since
 * they depend on the processor: the package creates its own after installation.
 */
final class Package {
  private static final String AGENT = "parallax-agent";
  private static final String COORDINATOR = "parallax";
  private static final String SUMS = "SHA256SUMS";
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64");

  private static final String COPYRIGHT =
      """
      Copyright 2026 The Parallax authors

      Licensed under the Apache License, Version 2.0; on Debian systems its text is in
      /usr/share/common-licenses/Apache-2.0. The libraries in the package are under licences of
      their own, which are in their jars under META-INF and in the folder legal of the runtime.
      """;

  private final Path root;
  private final String version;
  private final Instant epoch;
  private final Path packages;
  private final Path built;
  private final String architecture;

  private Package(Path root, String version, Instant epoch, Path built, String architecture) {
    this.root = root;
    this.version = version;
    this.epoch = epoch;
    this.packages = root.resolve("deploy/target/packages");
    this.built = built;
    this.architecture = architecture;
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, GeneralSecurityException {
    if (args.length != 3 && args.length != 4) {
      throw new IOException("expected ROOT VERSION TIME [ARCHITECTURE], got: " + List.of(args));
    }
    var root = Path.of(args[0]);
    var target = root.resolve("deploy/target");
    var time = Instant.parse(args[2]);
    if (args.length == 4) {
      new Package(root, args[1], time, target.resolve(args[3]), args[3]).all(List.of(AGENT));
      return;
    }
    Trees.delete(target.resolve("packages"));
    var machine = System.getProperty("os.arch");
    new Package(root, args[1], time, target, ARCHITECTURES.getOrDefault(machine, machine))
        .all(List.of(AGENT, COORDINATOR));
  }

  private void all(List<String> programs)
      throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(packages);
    for (var program : programs) {
      var tree = packages.resolve(program);
      stage(program, tree);
      archive(program, tree);
      debianPackage(program, tree);
      Trees.delete(tree);
    }
    sums();
  }

  /** The tree of installed files, below {@code /}. */
  private void stage(String program, Path tree)
      throws IOException, InterruptedException, GeneralSecurityException {
    var source = root.resolve("deploy/modules/distribution/src/packaging").resolve(program);
    var home = tree.resolve("usr/lib").resolve(program);
    copy(built.resolve(program), home, Package::isPackaged);
    new StoredJars(epoch).rewrite(home.resolve("lib"));
    put(source.resolve(program + ".service"), tree.resolve("usr/lib/systemd/system"));
    if (program.equals(COORDINATOR)) {
      offerAgent(home.resolve("packages"));
    }
    if (Files.exists(source.resolve("capture.conf"))) {
      put(source.resolve("capture.conf"), home.resolve("share"));
    }
    var overrides = Files.createDirectories(tree.resolve("usr/share/lintian/overrides"));
    Files.copy(source.resolve("lintian-overrides"), overrides.resolve(program));
    var doc = tree.resolve("usr/share/doc").resolve(program);
    Files.createDirectories(doc);
    var license = home.resolve("share/LICENSE");
    Files.delete(license);
    Files.writeString(doc.resolve("copyright"), COPYRIGHT);
    Files.writeString(doc.resolve("changelog"), changelog(program));
    compress(doc.resolve("changelog"));
    for (var folder : List.of("man", "bash-completion")) {
      var shared = home.resolve("share").resolve(folder);
      if (Files.exists(shared)) {
        copy(shared, tree.resolve("usr/share").resolve(folder), path -> true);
        Trees.delete(shared);
      }
    }
    if (Files.exists(source.resolve(program + ".1"))) {
      put(source.resolve(program + ".1"), tree.resolve("usr/share/man/man1"));
    }
    try (var pages = Files.list(tree.resolve("usr/share/man/man1"))) {
      for (var page : pages.toList()) {
        compress(page);
      }
    }
    Files.createDirectories(tree.resolve("usr/bin"));
    Files.createSymbolicLink(
        tree.resolve("usr/bin").resolve(program), Path.of("../lib", program, "bin", program));
    normalise(tree);
  }

  /** The agent's package, which the coordinator offers to new hosts, and its sum. */
  private void offerAgent(Path folder) throws IOException, GeneralSecurityException {
    var file = packages.resolve(AGENT + "_" + version + "_" + architecture + ".deb");
    put(file, folder);
    Files.writeString(folder.resolve(SUMS), sum(file) + "\n");
  }

  private static boolean isPackage(Path file) {
    return Files.isRegularFile(file) && !file.endsWith(SUMS);
  }

  private static boolean isPackaged(Path file) {
    var name = file.getFileName().toString();
    return !name.endsWith(".aot") && !name.endsWith(".jsa") && !name.equals("linked-from");
  }

  private String changelog(String program) {
    return program
        + " ("
        + version
        + ") stable; urgency=medium\n\n  * Release "
        + version
        + ".\n\n -- The Parallax authors <parallax@localhost>  Thu, 01 Jan 2026 00:00:00 +0000\n";
  }

  /** As in Debian's policy: at the highest level, without a time stamp. */
  private void compress(Path file) throws IOException, InterruptedException {
    run(packages, "gzip", "-9n", file.toString());
  }

  private void archive(String program, Path tree) throws IOException, InterruptedException {
    var name = program + "_" + version + "_" + architecture + ".tar.gz";
    run(
        packages,
        "tar",
        "--create",
        "--use-compress-program=gzip -9n",
        "--file=" + name,
        "--sort=name",
        "--mtime=@" + epoch.getEpochSecond(),
        "--owner=root:0",
        "--group=root:0",
        "--format=gnu",
        "--directory=" + tree,
        ".");
  }

  private void debianPackage(String program, Path tree) throws IOException, InterruptedException {
    var control = Files.createDirectories(tree.resolve("DEBIAN"));
    var source = root.resolve("deploy/modules/distribution/src/packaging").resolve(program);
    Files.writeString(
        control.resolve("control"),
        Files.readString(source.resolve("control"))
            .replace("@VERSION@", version)
            .replace("@ARCHITECTURE@", architecture)
            .replace(
                "@LIBRARIES@",
                SystemLibraries.dependencies(tree.resolve("usr/lib").resolve(program)))
            .replace("@INSTALLED_SIZE@", String.valueOf(kibibytes(tree))));
    for (var script : List.of("postinst", "prerm", "postrm")) {
      put(source.resolve(script), control);
      control.resolve(script).toFile().setExecutable(true, false);
    }
    if (Files.exists(source.resolve("default"))) {
      Files.createDirectories(tree.resolve("etc/default"));
      Files.copy(source.resolve("default"), tree.resolve("etc/default").resolve(program));
      Files.writeString(control.resolve("conffiles"), "/etc/default/" + program + "\n");
    }
    normalise(tree);
    run(
        packages,
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "--build",
        tree.toString(),
        program + "_" + version + "_" + architecture + ".deb");
  }

  private static long kibibytes(Path tree) throws IOException {
    long bytes = 0;
    try (var paths = Files.walk(tree)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(path);
      }
    }
    return bytes / 1024;
  }

  private void sums() throws IOException, GeneralSecurityException {
    var lines = new ArrayList<String>();
    try (var files = Files.list(packages)) {
      for (var file : files.filter(Package::isPackage).sorted().toList()) {
        lines.add(sum(file));
      }
    }
    Files.write(packages.resolve(SUMS), lines);
  }

  /** A line as of sha256sum(1). */
  private static String sum(Path file) throws IOException, GeneralSecurityException {
    var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest) + "  " + file.getFileName();
  }

  private void run(Path folder, String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SOURCE_DATE_EPOCH", String.valueOf(epoch.getEpochSecond()));
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(command[0] + " ended with " + exit + ": " + output);
    }
  }

  private static void put(Path file, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(Path from, Path to, Predicate<Path> isWanted) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : paths.toList()) {
        var target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(target);
        } else if (isWanted.test(path)) {
          Files.copy(path, target, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  /** Modes of 0755 and 0644, and one time stamp for all files. */
  private void normalise(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (!Files.isSymbolicLink(path)) {
          var isRunnable =
              Files.isDirectory(path)
                  || Files.isExecutable(path) && !path.toString().endsWith(".so");
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(isRunnable ? "rwxr-xr-x" : "rw-r--r--"));
          Files.setLastModifiedTime(path, FileTime.from(epoch));
        }
      }
    }
  }
}
