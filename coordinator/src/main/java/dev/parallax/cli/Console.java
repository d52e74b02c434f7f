package dev.parallax.cli;

import dev.parallax.report.Printable;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where a command reads and writes: data on {@code out}, progress and errors on {@code err}. */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean onTerminal) {

  /** The process's own streams, in UTF-8 whatever the locale says. */
  static Console ofProcess() {
    return new Console(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        System.getenv(),
        Looks.onTerminal());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    var bytes = new BufferedOutputStream(new FileOutputStream(descriptor));
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** The one line an error is told in. */
  void error(String message) {
    err.println("parallax: " + Printable.of(message.replaceAll("\\s*\\R\\s*", "; "), 500));
    err.flush();
  }

  void progress(String message) {
    err.println(Printable.of(message));
    err.flush();
  }
}
