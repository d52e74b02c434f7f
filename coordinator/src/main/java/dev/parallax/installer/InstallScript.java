package dev.parallax.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The install script: a POSIX shell script with the values of this coordinator. */
final class InstallScript {
  private static final String TEMPLATE = template();

  private InstallScript() {}

  /**
   * @param now seconds since 1970, with which the host compares its clock
   */
  static String render(
      AdvertisedAddress address,
      String authority,
      AgentPackages packages,
      Optional<String> reference,
      long now) {
    var values =
        Map.of(
            "@COORDINATOR@", quoted(address.toString()),
            "@VERSION@", quoted(packages.version().orElse("")),
            "@REFERENCE@", quoted(reference.orElse("")),
            "@NOW@", Long.toString(now),
            "@AUTHORITY@", authority.strip(),
            "@PACKAGES@", packages.sumsText().strip());
    var script = TEMPLATE;
    for (var value : values.entrySet()) {
      script = script.replace(value.getKey(), value.getValue());
    }
    return script;
  }

  /** One word of the shell, whatever the text contains. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String template() {
    try (var file =
        Objects.requireNonNull(InstallScript.class.getResourceAsStream("agent.sh"), "agent.sh")) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
