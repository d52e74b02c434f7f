package dev.parallax.agent.path.echo;

import dev.parallax.agent.path.kernel.PathError;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What came of ICMP echo requests. */
public sealed interface EchoResult {

  /**
   * They were sent.
   *
   * @param sent requests
   * @param rtts of those that were answered, in the order they were sent
   * @param errors ICMP errors in reply, 64 at most
   */
  record Echoes(int sent, List<Duration> rtts, List<PathError> errors) implements EchoResult {
    public Echoes {
      rtts = List.copyOf(rtts);
      errors = List.copyOf(errors);
      if (rtts.size() > sent) {
        throw new IllegalArgumentException(
            "answers must be at most %d, got: %d".formatted(sent, rtts.size()));
      }
    }

    public int lost() {
      return sent - rtts.size();
    }
  }

  /** This host does not let us. */
  record Unsupported(String reason) implements EchoResult {
    public Unsupported {
      Objects.requireNonNull(reason);
    }
  }
}
