package dev.parallax.agent.path;

import java.io.IOException;

/** A system call that returned an error. */
public final class SystemCallException extends IOException {
  private final int errno;

  SystemCallException(String call, int errno) {
    super(call + ": " + Errno.name(errno));
    this.errno = errno;
  }

  /** The number as in {@link Errno}. */
  public int errno() {
    return errno;
  }
}
