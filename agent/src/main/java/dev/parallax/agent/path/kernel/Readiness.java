package dev.parallax.agent.path.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.time.Duration;

/** Waiting for sockets of ours ({@code struct pollfd}, poll(2)). Blocks the calling thread. */
public final class Readiness {
  public static final short READ = 1;
  public static final short WRITE = 4;

  private static final int ENTRY = 8;
  private static final int EVENTS = 4;

  private Readiness() {}

  /**
   * Returns when a descriptor has one of the events or an error (which poll always reports), or at
   * the time limit.
   *
   * @return whether a descriptor is ready
   */
  public static boolean await(Duration longest, short events, Fd... sockets)
      throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      var entries = arena.allocate((long) ENTRY * sockets.length, ENTRY);
      for (int i = 0; i < sockets.length; i++) {
        entries.set(JAVA_INT, (long) i * ENTRY, sockets[i].number());
        entries.set(JAVA_SHORT, (long) i * ENTRY + EVENTS, events);
      }
      return Libc.poll(entries, sockets.length, millis(longest)) > 0;
    } catch (SystemCallException failed) {
      if (failed.errno() == Errno.EINTR) {
        return false;
      }
      throw failed;
    }
  }

  /** Rounded up, so that a wait for the rest of a millisecond does not spin. */
  private static int millis(Duration longest) {
    return Math.clamp(longest.plusNanos(999_999).toMillis(), 0, Integer.MAX_VALUE);
  }
}
