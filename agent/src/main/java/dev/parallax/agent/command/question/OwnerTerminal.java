package dev.parallax.agent.command.question;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The terminal of a person at this host, also where standard input and output are redirected. */
public final class OwnerTerminal {
  private static final Path CONTROLLING_TERMINAL = Path.of("/dev/tty");
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final BufferedReader answers;
  private final PrintWriter questions;

  public OwnerTerminal(Reader answers, Writer questions) {
    this.answers = new BufferedReader(answers);
    this.questions = new PrintWriter(questions, true);
  }

  /** Empty unless standard error is a terminal: a script or a service has no person to ask. */
  public static Optional<OwnerTerminal> ofThisProcess() {
    try {
      var device = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty")
          ? Optional.of(
              new OwnerTerminal(
                  Files.newBufferedReader(CONTROLLING_TERMINAL),
                  Files.newBufferedWriter(CONTROLLING_TERMINAL, StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (IOException noTerminal) {
      return Optional.empty();
    }
  }

  void print(String line) {
    questions.println(line);
  }

  /** The line that follows the prompt; empty at the end of the input. */
  Optional<String> ask(String prompt) {
    questions.print(prompt);
    questions.flush();
    try {
      return Optional.ofNullable(answers.readLine());
    } catch (IOException lost) {
      return Optional.empty();
    }
  }
}
