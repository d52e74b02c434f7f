package dev.parallax.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The capabilities of a terminal.
 *
 * @param redraws whether lines may be drawn over
 * @param coloured whether colour may be used
 */
public record TerminalCapabilities(boolean redraws, boolean coloured) {
  static final TerminalCapabilities PLAIN = new TerminalCapabilities(false, false);

  /** By the destination of the output and the environment variables. */
  public static TerminalCapabilities of(
      Map<String, String> environment, boolean ci, boolean onTerminal) {
    if (ci || !onTerminal || !environment.getOrDefault("CI", "").isEmpty()) {
      return PLAIN;
    }
    if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
      return PLAIN;
    }
    return new TerminalCapabilities(true, environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  /** Whether standard output and standard error are both a terminal. */
  static boolean onTerminal() {
    return isTerminal(1) && isTerminal(2);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      var device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException notLinux) {
      return false;
    }
  }
}
