package dev.parallax.agent.path.trace;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The path of one flow.
 *
 * @param localPort of the flow; 0 when no socket could be bound
 * @param hops from 1 without gaps; silent hops after the last answer are omitted
 * @param sent packets
 * @param error the local system call that failed, where that ended the trace
 */
public record Trace(
    TracePlan.Probe probe,
    int localPort,
    int sent,
    List<Hop> hops,
    TraceEnd ending,
    Optional<String> error) {

  /** Why no further hop was tried. */
  public enum TraceEnd {
    /**
     * Whether the last hop reported the end of the path; its answer shows whether it is the target.
     */
    LAST_HOP,
    /** Too many hops in a row were silent. */
    SILENCE,
    MAX_HOPS,
    DEADLINE,
    LOCAL_ERROR
  }

  public Trace {
    Objects.requireNonNull(probe);
    Objects.requireNonNull(ending);
    Objects.requireNonNull(error);
    hops = List.copyOf(hops);
  }
}
