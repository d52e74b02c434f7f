package dev.parallax.agent.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/** What a command sees of the outside besides files and sockets. */
public record CommandContext(PrintWriter out, Map<String, String> environment, Clock clock) {}
