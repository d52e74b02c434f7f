package dev.parallax.agent.host;

import dev.parallax.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Facts from the configuration files of the host. */
final class OperatingSystem {
  private static final Path RELEASE = Path.of("/etc/os-release");

  private static final int OPTION_LINES = 4;
  private static final int OPTION_LENGTH = 160;

  private OperatingSystem() {}

  /** E.g. {@code Debian GNU/Linux 13 (trixie)}. */
  static String name() {
    return values(RELEASE, "PRETTY_NAME=")
        .map(value -> value.replace("\"", ""))
        .findFirst()
        .orElseGet(() -> System.getProperty("os.name"));
  }

  /** The addresses of {@code resolv.conf}, in order. */
  static List<String> nameServers(Path resolvConf) {
    return values(resolvConf, "nameserver ").toList();
  }

  /** Lines of {@code resolv.conf} that change the resolution of a name, in order, bounded. */
  static List<String> resolverOptions(Path resolvConf) {
    return Stream.of("search ", "domain ", "options ")
        .flatMap(word -> values(resolvConf, word).map(value -> word + value))
        .map(line -> Printable.cut(line, OPTION_LENGTH))
        .limit(OPTION_LINES)
        .toList();
  }

  private static Stream<String> values(Path file, String prefix) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.replace('\t', ' ').strip())
          .filter(line -> line.startsWith(prefix))
          .map(line -> Printable.of(line.substring(prefix.length()).strip()));
    } catch (IOException absent) {
      return Stream.empty();
    }
  }
}
