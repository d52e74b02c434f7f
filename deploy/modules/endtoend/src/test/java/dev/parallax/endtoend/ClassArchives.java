package dev.parallax.endtoend;

import dev.parallax.attack.Attack;
import dev.parallax.stage.StageFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of the programs under test, and class data archives (JEP 350) that halve the CPU
 * time of their start. The first process of a command writes the command's archive when it ends;
 * until then the others of this command start without it, since writing takes longer than a start.
 * An archive needs a class path of jars alone; a build without jars has none. The header of an
 * archive is written last, so that test processes can share the folder.
 */
final class ClassArchives {
  private final String classPath;
  private final boolean jarsOnly;
  private final Path folder;

  /** By the name of the archive that the process writes. */
  private final Map<String, Process> writers = new ConcurrentHashMap<>();

  private ClassArchives(String classPath, boolean jarsOnly, Path folder) {
    this.classPath = classPath;
    this.jarsOnly = jarsOnly;
    this.folder = folder;
  }

  /** The class path of this process without the modules of {@code deploy} that no program uses. */
  static ClassArchives ofThisBuild() {
    var own = Stream.of(Program.class, StageFailure.class, Attack.class).map(ClassArchives::of);
    var ownFolders = own.collect(Collectors.toSet());
    var entries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(entry -> !ownFolders.contains(entry.toAbsolutePath()))
            .toList();
    try {
      return new ClassArchives(
          entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
          entries.stream().noneMatch(Files::isDirectory),
          Files.createDirectories(Path.of("target", "class-archives")));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  String classPath() {
    return classPath;
  }

  /** Options of the virtual machine for a program and its arguments, the command first. */
  List<String> options(String main, String... arguments) {
    var archive = archive(main, arguments);
    if (!jarsOnly || arguments.length == 0 || isBeingWritten(archive)) {
      return List.of();
    }
    return List.of(
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + archive,
        // Messages about the archive would stand beside the program's own.
        "-Xlog:disable");
  }

  /** A process with {@link #options} has started. */
  void started(Process process, String main, String... arguments) {
    if (arguments.length > 0) {
      // A writer that was killed has a successor.
      writers.merge(
          archive(main, arguments).toString(), process, (old, next) -> old.isAlive() ? old : next);
    }
  }

  private boolean isBeingWritten(Path archive) {
    var writer = writers.get(archive.toString());
    return writer != null && writer.isAlive() && !Files.exists(archive);
  }

  private Path archive(String main, String... arguments) {
    var command = arguments.length == 0 ? "" : arguments[0];
    var name = main.substring(main.lastIndexOf('.') + 1) + "-" + command + ".jsa";
    return folder.resolve(name).toAbsolutePath();
  }

  private static Path of(Class<?> type) {
    try {
      return Path.of(location(type)).toAbsolutePath();
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException("class path of " + type, malformed);
    }
  }

  private static URI location(Class<?> type) throws URISyntaxException {
    return type.getProtectionDomain().getCodeSource().getLocation().toURI();
  }
}
