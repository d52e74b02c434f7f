package dev.parallax.agent.command;

import dev.parallax.agent.config.ExitException;
import dev.parallax.credentials.CredentialsFile;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.plan.TargetLine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The credentials that a target of {@code probe} names, from the file of the operator. */
final class ProbeCredentials {
  private ProbeCredentials() {}

  /** By name; the file is checked also when the target names none of its credentials. */
  static Map<String, OriginCredentials> of(Optional<Path> file, TargetLine line) {
    try {
      var opened = file.map(CredentialsFile::open);
      return line.exchange()
          .request()
          .credentials()
          .map(name -> Map.of(name, find(opened, name).checkedFor(name, line.target())))
          .orElse(Map.of());
    } catch (IllegalArgumentException unusable) {
      throw ExitException.usage("--credentials: " + unusable.getMessage());
    }
  }

  private static OriginCredentials find(Optional<CredentialsFile> file, String name) {
    return file.flatMap(opened -> opened.find(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a file with the credentials "
                        + name
                        + (file.isPresent() ? ", got none of that name" : ", got no file")));
  }
}
