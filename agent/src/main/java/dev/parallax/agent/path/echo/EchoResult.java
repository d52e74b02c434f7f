package dev.parallax.agent.path.echo;

import dev.parallax.agent.path.kernel.PathError;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The result of ICMP echo requests. */
public sealed interface EchoResult {

  /**
   * The requests were sent.
   *
   * @param sent requests
   * @param rtts of the answered requests, in the order of sending
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

  /** Not permitted on this host. */
  record Unsupported(String reason) implements EchoResult {
    public Unsupported {
      Objects.requireNonNull(reason);
    }
  }
}
