package dev.parallax.watch.file;

import java.util.List;
import java.util.stream.Collectors;

/** A watch file that cannot be used, with all mistakes that were found in it. */
public final class WatchFileException extends Exception {
  private final transient List<Mistake> mistakes;

  WatchFileException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** In the order of lines; never empty. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
