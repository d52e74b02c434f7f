package dev.parallax.agent.path.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.util.Optional;

/** The state of the kernel's clock ({@code struct timex}, adjtimex(2)), read and never changed. */
public final class KernelClock {
  private static final int SIZE = 208;
  private static final int STATUS = 40;
  private static final int STA_UNSYNC = 0x40;

  private KernelClock() {}

  /** Whether a time service reports a synchronized clock; absent where it cannot be read. */
  public static Optional<Boolean> synchronised() {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(SIZE, 8);
      Libc.adjtimex(state);
      return Optional.of((state.get(JAVA_INT, STATUS) & STA_UNSYNC) == 0);
    } catch (SystemCallException refused) {
      return Optional.empty();
    }
  }
}
