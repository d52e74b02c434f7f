package dev.parallax.agent.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/** The context of a command: output, environment and clock. */
public record CommandContext(PrintWriter out, Map<String, String> environment, Clock clock) {}
