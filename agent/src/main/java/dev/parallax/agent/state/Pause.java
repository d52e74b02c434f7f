package dev.parallax.agent.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The owner's off switch: while the file {@code paused} is in the state folder, no probe is run.
 * The link to the coordinator stays open, and every trial is reported as {@code refused_by_policy}.
 */
public final class Pause {
  static final String FILE = "paused";

  private final Path file;

  public Pause(Path state) {
    this.file = state.resolve(FILE);
  }

  /** Reads the file system again. */
  public boolean isSet() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Works while an agent runs; a second pause is no error. */
  public void set() throws IOException {
    if (!isSet()) {
      PrivateFiles.write(file, "");
    }
  }

  public void clear() throws IOException {
    Files.deleteIfExists(file);
  }
}
