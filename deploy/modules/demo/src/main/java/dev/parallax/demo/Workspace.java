package dev.parallax.demo;

import dev.parallax.stage.StageFailure;
import dev.parallax.stage.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code deploy/target/demo}: the reports of the last run, and a folder for the files of its
 * processes. One demo at a time.
 */
final class Workspace implements AutoCloseable {
  private final WorkFolder folder;

  private Workspace(WorkFolder folder) {
    this.folder = folder;
  }

  /** Locks the folder and deletes the files of an earlier run. */
  static Workspace open(Path folder) throws IOException, StageFailure {
    var workspace = new Workspace(WorkFolder.open(folder));
    Files.createDirectories(workspace.processes());
    return workspace;
  }

  Path processes() {
    return folder.path().resolve("processes");
  }

  Path json(Story story) {
    return folder.path().resolve(story.name() + ".json");
  }

  Path text(Story story) {
    return folder.path().resolve(story.name() + ".txt");
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
