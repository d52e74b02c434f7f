package dev.parallax.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.web.request.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;

/** The login token of operators; only its hash is kept in memory. */
public final class LoginToken {
  private static final int SHORTEST = 20;
  private static final int LONGEST = 1_000;

  private final byte[] hash;

  private LoginToken(byte[] hash) {
    this.hash = hash;
  }

  /**
   * Reads the first line of a file.
   *
   * @throws IllegalArgumentException naming the file, when it is unreadable, readable by every user
   *     of this host, or too short
   */
  public static LoginToken read(Path file) {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new IllegalArgumentException(file + " can be read by every user; chmod 600 it");
      }
      return of(file, Files.readString(file, UTF_8).lines().findFirst().orElse("").strip());
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot read " + file + ": " + unreadable, unreadable);
    }
  }

  private static LoginToken of(Path file, String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a login token has %d to %d characters, the first line of %s has %d"
              .formatted(SHORTEST, LONGEST, file, text.length()));
    }
    return new LoginToken(Digests.sha256(text));
  }

  /** Takes the same time for every input. */
  boolean matches(String detail) {
    return MessageDigest.isEqual(hash, Digests.sha256(detail));
  }
}
