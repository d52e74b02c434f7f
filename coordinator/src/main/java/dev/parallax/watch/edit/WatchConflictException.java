package dev.parallax.watch.edit;

/** The watch file is not what a change expects, or cannot be written. */
public final class WatchConflictException extends RuntimeException {
  public WatchConflictException(String message) {
    super(message);
  }

  WatchConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
