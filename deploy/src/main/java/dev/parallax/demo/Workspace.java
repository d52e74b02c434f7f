package dev.parallax.demo;

import dev.parallax.stage.StageFailure;
import dev.parallax.stage.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code deploy/target/demo}: the reports of the last run, and a folder for what its processes
 * keep. One demo at a time.
 */
final class Workspace implements AutoCloseable {
  private final WorkFolder folder;

  private Workspace(WorkFolder folder) {
    this.folder = folder;
  }

  /** Takes the folder and clears away what an earlier run left. */
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
