package dev.parallax.watch.file;

import dev.parallax.text.FileErrors;
import dev.parallax.watch.spec.WatchSet;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A watch file that is read again when it changes. Safe for several threads. */
public final class WatchFile {
  private static final Logger log = LoggerFactory.getLogger(WatchFile.class);
  private static final long MOST_BYTES = 1_000_000;
  private static final int VERSION_BYTES = 8;

  private final Path path;
  private String text;
  private WatchSet current;
  private Optional<String> trouble = Optional.empty();

  private WatchFile(Path path, String text, WatchSet current) {
    this.path = path;
    this.text = text;
    this.current = current;
  }

  /**
   * Reads the file.
   *
   * @throws WatchFileException with each mistake, also of a file that cannot be read
   */
  public static WatchFile open(Path path) throws WatchFileException {
    var text = text(path);
    return new WatchFile(path, text, WatchFileReader.read(text));
  }

  public Path path() {
    return path;
  }

  /** As it was read last, also with a mistake. */
  public synchronized String text() {
    return text;
  }

  /** The version of {@link #text}. */
  public String version() {
    return version(text());
  }

  /** The same for the same text. */
  public static String version(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException impossible) { // Every Java runtime has SHA-256.
      throw new IllegalStateException(impossible);
    }
  }

  public synchronized WatchSet current() {
    return current;
  }

  /** The mistakes of the file as it is now, in one line; empty when its content is in use. */
  public synchronized Optional<String> trouble() {
    return trouble;
  }

  /**
   * Reads the file again; a file with a mistake leaves the earlier content in use.
   *
   * @return the new content; empty when the file is unchanged or malformed
   */
  public synchronized Optional<WatchSet> reread() {
    try {
      var now = text(path);
      if (now.equals(text)) {
        return Optional.empty();
      }
      text = now;
      current = WatchFileReader.read(now);
      trouble = Optional.empty();
      log.info("{} was read again: {} watches", path, current.watches().size());
      return Optional.of(current);
    } catch (WatchFileException wrong) {
      var why = path + ": " + wrong.getMessage();
      if (!trouble.equals(Optional.of(why))) {
        log.warn("{}; the earlier watches stay in use", why);
      }
      trouble = Optional.of(why);
      return Optional.empty();
    }
  }

  private static String text(Path path) throws WatchFileException {
    try {
      long size = Files.size(path);
      if (size > MOST_BYTES) {
        throw unreadable("expected at most " + MOST_BYTES + " bytes, got: " + size);
      }
      return Files.readString(path);
    } catch (MalformedInputException notText) {
      throw unreadable("expected UTF-8 text in " + path);
    } catch (IOException absent) {
      throw unreadable("cannot read: " + FileErrors.of(absent));
    }
  }

  private static WatchFileException unreadable(String reason) {
    return new WatchFileException(List.of(new Mistake(1, reason)));
  }
}
