package dev.parallax.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.OriginCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of the operator with one line for each credentials: name, origin, kind, secret. {@code
 * shop https://shop.example bearer TOKEN} or {@code admin https://shop.example:8443 basic
 * USER:PASSWORD}; {@code #} starts a comment line. Read again for each look-up, so that a changed
 * secret needs no restart.
 */
public final class CredentialsFile {
  private static final long MOST_BYTES = 1_000_000;
  private static final int FIELDS = 4;
  private static final String FORM =
      "expected NAME https://HOST[:PORT] bearer TOKEN, or NAME https://HOST[:PORT] basic"
          + " USER:PASSWORD";

  private final Path file;

  private CredentialsFile(Path file) {
    this.file = file;
  }

  /**
   * A file whose lines are valid now.
   *
   * @throws IllegalArgumentException naming the file and the line, never a secret
   */
  public static CredentialsFile open(Path file) {
    var opened = new CredentialsFile(file);
    var _ = opened.read();
    return opened;
  }

  /**
   * The credentials of a name.
   *
   * @throws IllegalArgumentException when the file cannot be read; the message has no secret
   */
  public Optional<OriginCredentials> find(String name) {
    return Optional.ofNullable(read().get(name));
  }

  private Map<String, OriginCredentials> read() {
    var all = new HashMap<String, OriginCredentials>();
    int number = 0;
    for (var line : text().split("\n", -1)) {
      number++;
      var content = line.strip();
      if (!content.isEmpty() && !content.startsWith("#")) {
        read(file + " line " + number + ": ", content.split("\\s+", FIELDS), all);
      }
    }
    return all;
  }

  private String text() {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new IllegalArgumentException(file + " can be read by every user; chmod 600 it");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(file + " has more than " + MOST_BYTES + " bytes");
      }
      return Files.readString(file, UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "cannot read " + file + ": " + unreadable.getClass().getSimpleName(), unreadable);
    }
  }

  private static void read(String place, String[] fields, Map<String, OriginCredentials> into) {
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(place + FORM + ", got: " + fields.length + " words");
    }
    var before =
        into.putIfAbsent(
            name(place, fields[0]),
            new OriginCredentials(
                origin(place, fields[1]),
                new HeaderField(OriginCredentials.FIELD, value(place, fields[2], fields[3]))));
    if (before != null) {
      throw new IllegalArgumentException(place + "each name once, got: " + fields[0]);
    }
  }

  private static String name(String place, String text) {
    try {
      return OriginCredentials.name(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(place + malformed.getMessage(), malformed);
    }
  }

  private static String origin(String place, String text) {
    var target = target(place, text);
    if (!target.scheme().encrypted() || !target.path().equals("/") || target.pinned().isPresent()) {
      throw new IllegalArgumentException(place + FORM + ", got the origin: " + text);
    }
    return OriginCredentials.origin(target.scheme(), target.host(), target.port());
  }

  private static Target target(String place, String text) {
    try {
      return Target.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(place + malformed.getMessage(), malformed);
    }
  }

  private static String value(String place, String kind, String secret) {
    return switch (kind) {
      case "bearer" -> "Bearer " + secret;
      case "basic" -> "Basic " + pair(place, secret);
      default -> throw new IllegalArgumentException(place + FORM + ", got the kind: " + kind);
    };
  }

  private static String pair(String place, String secret) {
    if (secret.indexOf(':') < 1) {
      throw new IllegalArgumentException(place + FORM + ", got a secret without USER:");
    }
    return Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
  }
}
