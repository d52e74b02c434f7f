package dev.parallax.cli.output;

import dev.parallax.text.CiLog;
import dev.parallax.text.Printable;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** The streams of a command: data on {@code out}, progress and errors on {@code err}. */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean onTerminal) {

  /** For a terminal of unknown width, a pipe or a file. */
  static final int COLUMNS = 80;

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

  /** Of the terminal that is written to; the variable COLUMNS overrules it. */
  int columns() {
    var asked = environment.getOrDefault("COLUMNS", "");
    if (NUMBER.matcher(asked).matches()) {
      return Integer.parseInt(asked);
    }
    return onTerminal ? TerminalSize.now().columns() : COLUMNS;
  }

  /** The streams of the process, in UTF-8 for every locale. */
  public static Console ofProcess(CheckedOutput out) {
    return new Console(
        System.in,
        stream(out),
        stream(new FileOutputStream(FileDescriptor.err)),
        System.getenv(),
        TerminalCapabilities.onTerminal());
  }

  public static CheckedOutput standardOutput() {
    return new CheckedOutput(new FileOutputStream(FileDescriptor.out));
  }

  private static PrintStream stream(OutputStream bytes) {
    return new PrintStream(new BufferedOutputStream(bytes), true, StandardCharsets.UTF_8);
  }

  /** The line in which an error is printed. */
  public void error(String message) {
    err.println(
        CiLog.inert("parallax: " + Printable.of(message.replaceAll("\\s*\\R\\s*", "; "), 500)));
    err.flush();
  }

  public void progress(String message) {
    err.println(CiLog.inert(Printable.of(message)));
    err.flush();
  }
}
