package dev.parallax.agent.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a file of the host, bounded. */
final class TextFile {
  private TextFile() {}

  /**
   * The lines of the first bytes of a file. A file that cannot be read counts as empty, as for the
   * programs of the host.
   *
   * @param longest maximum number of bytes
   */
  static List<String> lines(Path file, int longest) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(longest), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
