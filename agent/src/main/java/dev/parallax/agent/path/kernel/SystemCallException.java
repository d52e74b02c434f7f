package dev.parallax.agent.path.kernel;

import java.io.IOException;

/** A system call that returned an error. */
public final class SystemCallException extends IOException {
  private final String detail;
  private final int errno;

  SystemCallException(String call, int errno) {
    this(errno, call + ": " + Errno.name(errno));
  }

  private SystemCallException(int errno, String detail) {
    super(detail);
    this.detail = detail;
    this.errno = errno;
  }

  /** The message: the call and its error's symbol. */
  public String detail() {
    return detail;
  }

  /** The number as in {@link Errno}. */
  public int errno() {
    return errno;
  }
}
