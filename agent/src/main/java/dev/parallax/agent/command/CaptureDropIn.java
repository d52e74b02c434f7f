package dev.parallax.agent.command;

import dev.parallax.agent.config.ExitException;
import dev.parallax.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The drop-in of the service that gives it CAP_NET_RAW (systemd.unit(5)): a link to the file of the
 * package.
 *
 * @param root the file system of the host
 */
record CaptureDropIn(Path root) {
  private static final Path SOURCE = Path.of("/usr/lib/parallax-agent/share/capture.conf");
  private static final String LINK = "etc/systemd/system/parallax-agent.service.d/capture.conf";

  Path link() {
    return root.resolve(LINK);
  }

  boolean isEnabled() {
    return Files.exists(link(), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Permits capture to the service, from its next start.
   *
   * @return false when it was permitted before
   */
  boolean enable() {
    var source = root.resolve(Path.of("/").relativize(SOURCE));
    if (!Files.isRegularFile(source)) {
      throw ExitException.usage(
          "capture: expected the packaged service, but " + source + " is missing");
    }
    if (isEnabled()) {
      return false;
    }
    try {
      Files.createDirectories(root.resolve(LINK).resolveSibling(""));
      Files.createSymbolicLink(link(), SOURCE);
      return true;
    } catch (IOException failed) {
      throw unusable(failed);
    }
  }

  /**
   * Withdraws the permission, from the next start of the service.
   *
   * @return false when there was none
   */
  boolean disable() {
    try {
      return Files.deleteIfExists(link());
    } catch (IOException failed) {
      throw unusable(failed);
    }
  }

  private ExitException unusable(IOException failed) {
    return ExitException.usage(
        "capture: " + link() + " cannot be changed (expected root): " + FileErrors.of(failed));
  }
}
