package dev.parallax.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * {@code deploy/target/demo}: the reports of the last run, and a folder for what its processes
 * keep. One demo at a time; the lock goes with the process.
 */
final class Workspace implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  private Workspace(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes the folder and clears away what an earlier run left. */
  static Workspace open(Path folder) throws IOException, DemoFailure {
    Files.createDirectories(folder);
    var lock =
        FileChannel.open(
            folder.resolveSibling("demo.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new DemoFailure("another demo is running in " + folder);
    }
    try (var old = Files.list(folder)) {
      for (var leftover : old.toList()) {
        delete(leftover);
      }
    }
    var workspace = new Workspace(folder, lock);
    Files.createDirectories(workspace.processes());
    return workspace;
  }

  Path processes() {
    return folder.resolve("processes");
  }

  Path json(Story story) {
    return folder.resolve(story.name() + ".json");
  }

  Path text(Story story) {
    return folder.resolve(story.name() + ".txt");
  }

  private static void delete(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
