package dev.parallax.agent;

import dev.parallax.agent.link.Identity;
import dev.parallax.model.ExitCode;
import java.time.Clock;

/** One agent: its objects built in order, closed in reverse. */
public final class Agent implements AutoCloseable {
  public Agent(AgentConfig config, Identity identity, StateFolder state, Clock clock) {}

  /** Runs until stopped; gives the exit code. */
  public int run() {
    return ExitCode.INTERNAL.code();
  }

  @Override
  public void close() {}
}
