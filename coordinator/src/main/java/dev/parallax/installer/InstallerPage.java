package dev.parallax.installer;

import java.nio.file.Path;

/** The content of one path of the installer. */
public sealed interface InstallerPage {
  /** Held in memory, at most some ten kilobytes. */
  record Text(String content) implements InstallerPage {}

  /** A package, some ten megabytes. */
  record Download(Path file) implements InstallerPage {}
}
