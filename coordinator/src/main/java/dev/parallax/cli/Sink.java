package dev.parallax.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where one output is written. A file appears under its name only when it is complete; until then
 * it is a hidden neighbour, made before anything is measured so that an unwritable place is refused
 * at once.
 */
final class Sink implements AutoCloseable {
  private final Writer writer;
  private final Optional<Move> move;

  private Sink(Writer writer, Optional<Move> move) {
    this.writer = writer;
    this.move = move;
  }

  private record Move(Path from, Path to) {}

  static Sink open(Output output, Console console) {
    return output
        .file()
        .map(Sink::file)
        .orElseGet(
            () ->
                new Sink(
                    new OutputStreamWriter(console.out(), StandardCharsets.UTF_8),
                    Optional.empty()));
  }

  Writer writer() {
    return writer;
  }

  /** Makes what was written visible under its name. */
  void commit() {
    try {
      writer.flush();
      if (move.isPresent()) {
        writer.close();
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

  /** Leaves nothing behind of what was not committed. */
  @Override
  public void close() {
    if (move.isPresent()) {
      try {
        writer.close();
        Files.deleteIfExists(move.get().from());
      } catch (IOException alreadyGone) {
        // The report that counts was moved away, or the error before this one is the one to tell.
      }
    }
  }

  private static Sink file(Path path) {
    var target = path.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw CliException.usage("-o: expected a file, got a folder: " + path);
    }
    try {
      return Files.exists(target) && !Files.isRegularFile(target)
          ? new Sink(Files.newBufferedWriter(target), Optional.empty())
          : replacing(target);
    } catch (IOException refused) {
      throw CliException.usage("-o: cannot write " + path + ": " + why(target, refused));
    }
  }

  private static Sink replacing(Path target) throws IOException {
    var name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    var part = target.resolveSibling(name);
    return new Sink(Files.newBufferedWriter(part), Optional.of(new Move(part, target)));
  }

  private static String why(Path target, IOException refused) {
    var folder = target.getParent();
    return folder == null || Files.isDirectory(folder)
        ? refused.getClass().getSimpleName().replace("Exception", "")
        : "there is no folder " + folder;
  }
}
