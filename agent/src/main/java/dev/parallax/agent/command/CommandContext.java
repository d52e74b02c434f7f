package dev.parallax.agent.command;

import dev.parallax.agent.command.question.OwnerTerminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The context of a command: output, environment, clock, and the terminal of a person who can answer
 * a question.
 */
public record CommandContext(
    PrintWriter out,
    Map<String, String> environment,
    Clock clock,
    Optional<OwnerTerminal> terminal) {}
