package dev.parallax.installer;

import java.nio.file.Path;

/** The content of one path of the installer. */
public sealed interface InstallerPage {
  /** Held in memory, at most about 10 KB. */
  record Text(String content) implements InstallerPage {}

  /** A package, about 10 MB. */
  record Download(Path file) implements InstallerPage {}
}
