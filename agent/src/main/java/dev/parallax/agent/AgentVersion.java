package dev.parallax.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version this was built as. */
public final class AgentVersion {
  private AgentVersion() {}

  /** E.g. {@code 0.1.0}. */
  public static String current() {
    var properties = new Properties();
    try (var resource =
        Objects.requireNonNull(AgentVersion.class.getResourceAsStream("version.properties"))) {
      properties.load(resource);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty("version", "unknown");
  }
}
