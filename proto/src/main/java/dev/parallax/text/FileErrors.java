package dev.parallax.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** The reason why a file could not be used, for a message. */
public final class FileErrors {
  private FileErrors() {}

  public static String of(Exception failed) {
    return switch (failed) {
      case NoSuchFileException absent -> absent.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " may not be accessed";
      case FileAlreadyExistsException file -> file.getFile() + " is no folder";
      case NotDirectoryException file -> file.getFile() + " is no folder";
      default ->
          Printable.of(
              Optional.ofNullable(failed.getMessage())
                  .orElseGet(() -> failed.getClass().getSimpleName()));
    };
  }
}
