package dev.parallax.stage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** A folder for one run at a time; its lock is released with the process. */
public final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private WorkFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Locks the folder and deletes the files of an earlier run.
   *
   * @throws StageFailure if another process has locked it
   */
  public static WorkFolder open(Path folder) throws IOException, StageFailure {
    Files.createDirectories(folder);
    var lock =
        FileChannel.open(
            folder.resolveSibling(folder.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new StageFailure("another run has " + folder);
    }
    try (var old = Files.list(folder)) {
      for (var leftover : old.toList()) {
        delete(leftover);
      }
    }
    return new WorkFolder(folder, lock);
  }

  public Path path() {
    return path;
  }

  private static void delete(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (var each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
