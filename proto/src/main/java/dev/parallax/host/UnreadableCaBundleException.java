package dev.parallax.host;

import java.nio.file.Path;

/** A CA bundle that cannot be used. The message names the file; the problem does not. */
public final class UnreadableCaBundleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String problem;

  UnreadableCaBundleException(Path path, String problem, Exception cause) {
    super("CA bundle " + path + " " + problem, cause);
    this.problem = problem;
  }

  UnreadableCaBundleException(Path path, String problem) {
    super("CA bundle " + path + " " + problem);
    this.problem = problem;
  }

  /** The predicate of the message, e.g. {@code does not exist}, without a path of this host. */
  public String problem() {
    return problem;
  }
}
