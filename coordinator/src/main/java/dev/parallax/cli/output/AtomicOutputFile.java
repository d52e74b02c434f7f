package dev.parallax.cli.output;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The destination of one output. A file appears under its name only when it is complete. Before
 * that it is a hidden file in the same folder, created before any measurement so that an unwritable
 * folder is refused at once.
 */
final class AtomicOutputFile implements AutoCloseable {
  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");
  private static final List<Path> KERNEL = List.of(Path.of("/dev"), Path.of("/proc"));
  private static final int DRAFT_BYTES = 8;

  private final Writer writer;
  private final Optional<FileMove> move;

  /** Whether other code writes to it too, so that it is not closed here. */
  private final boolean shared;

  private AtomicOutputFile(Writer writer, Optional<FileMove> move, boolean shared) {
    this.writer = writer;
    this.move = move;
    this.shared = shared;
  }

  private record FileMove(Path from, Path to) {}

  static AtomicOutputFile open(OutputTarget output, Console console) {
    return output
        .file()
        .filter(file -> !file.equals(STANDARD_OUTPUT))
        .map(AtomicOutputFile::file)
        .orElseGet(
            () ->
                new AtomicOutputFile(
                    new OutputStreamWriter(console.out(), StandardCharsets.UTF_8),
                    Optional.empty(),
                    true));
  }

  Writer writer() {
    return writer;
  }

  /** Moves the written file to its name. */
  void commit() {
    try {
      writer.flush();
      if (!shared) {
        writer.close();
      }
      if (move.isPresent()) {
        Files.move(
            move.get().from(),
            move.get().to(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Deletes an uncommitted file. */
  @Override
  public void close() {
    if (!shared) {
      try {
        writer.close();
        if (move.isPresent()) {
          Files.deleteIfExists(move.get().from());
        }
      } catch (IOException alreadyGone) {
        // The complete report was moved away, or the earlier error is the one to report.
      }
    }
  }

  private static AtomicOutputFile file(Path path) {
    var target = path.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw CliException.usage("-o: expected a file, got a folder: " + path);
    }
    try {
      return isSpecial(target)
          ? new AtomicOutputFile(
              Files.newBufferedWriter(target, StandardOpenOption.APPEND), Optional.empty(), false)
          : replacing(target);
    } catch (IOException refused) {
      throw CliException.usage("-o: cannot write " + path + ": " + why(target, refused));
    }
  }

  /**
   * A device, a pipe, or another special file; it is written to and never replaced. A symbolic link
   * is replaced, whatever its destination, because another user may have created it.
   */
  private static boolean isSpecial(Path target) {
    return KERNEL.stream().anyMatch(target::startsWith)
        || (Files.exists(target, NOFOLLOW_LINKS)
            && !Files.isSymbolicLink(target)
            && !Files.isRegularFile(target, NOFOLLOW_LINKS));
  }

  /** The temporary file has an unpredictable name, and an existing file is never opened. */
  private static AtomicOutputFile replacing(Path target) throws IOException {
    var unguessable = new byte[DRAFT_BYTES];
    new SecureRandom().nextBytes(unguessable);
    var draft = "." + target.getFileName() + "." + HexFormat.of().formatHex(unguessable) + ".part";
    var part = target.resolveSibling(draft);
    return new AtomicOutputFile(
        Files.newBufferedWriter(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        Optional.of(new FileMove(part, target)),
        false);
  }

  private static String why(Path target, IOException refused) {
    var folder = target.getParent();
    return folder == null || Files.isDirectory(folder)
        ? refused.getClass().getSimpleName().replace("Exception", "")
        : "there is no folder " + folder;
  }
}
