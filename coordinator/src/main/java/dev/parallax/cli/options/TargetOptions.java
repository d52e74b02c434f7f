package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The targets: from the command line, a file, or standard input. */
public final class TargetOptions {
  @Parameters(
      paramLabel = "TARGET",
      arity = "0..*",
      description =
          "Targets: host, host:port, [v6]:port, host@address or https://host:port/path; - reads"
              + " standard input.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "-l",
      paramLabel = "FILE",
      description = "File with one target a line; # starts a comment. Repeatable.")
  private List<Path> files = new ArrayList<>();

  /** Each once, in the order given, in canonical spelling. */
  public List<Target> read(Console console) {
    var all = new LinkedHashSet<Target>();
    each(
        console,
        (place, text) -> {
          all.add(target(place, text));
          Target.respelled(text).ifPresent(line -> console.progress(place + line));
        });
    if (all.isEmpty()) {
      throw CliException.usage("expected a target, got an input without one");
    }
    return List.copyOf(all);
  }

  /** The same, but an invalid target does not prevent the others from being parsed. */
  public ReadTargets lint(Console console) {
    var read = new ReadTargets();
    each(console, read::add);
    return read;
  }

  /** Passes on position and text of each target. */
  private void each(Console console, BiConsumer<String, String> into) {
    if (targets.isEmpty() && files.isEmpty()) {
      throw CliException.usage("a target is expected: TARGET, -l FILE, or - for standard input");
    }
    targets.forEach(text -> argument(text, console, into));
    files.forEach(file -> readFile(file, into));
  }

  private static void argument(String text, Console console, BiConsumer<String, String> into) {
    if (text.equals("-")) {
      var input = new InputStreamReader(console.in(), StandardCharsets.UTF_8);
      readLines("standard input", input, into);
    } else {
      into.accept("", text);
    }
  }

  private static void readFile(Path file, BiConsumer<String, String> into) {
    try {
      readLines(file.toString(), new StringReader(Files.readString(file)), into);
    } catch (IOException unreadable) {
      throw CliException.usage(
          "-l: cannot read "
              + file
              + (Files.exists(file) ? ", expected UTF-8 text" : ": no such file"));
    }
  }

  private static void readLines(String source, Reader text, BiConsumer<String, String> into) {
    try (var reader = new BufferedReader(text)) {
      var number = 0;
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        var content = line.replaceFirst("(^|\\s)#.*", "").strip();
        if (!content.isEmpty()) {
          into.accept(source + " line " + number + ": ", content);
        }
      }
    } catch (IOException broken) {
      throw CliException.usage("cannot read " + source + ": " + broken.getMessage());
    }
  }

  private static Target target(String place, String text) {
    try {
      return Target.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage(place + malformed.getMessage());
    }
  }
}
