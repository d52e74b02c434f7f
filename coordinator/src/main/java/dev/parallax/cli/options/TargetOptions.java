package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.QuotedWords;
import dev.parallax.model.plan.TargetLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      description =
          "File with one target a line, and after it words as of --expect and --request; # starts a"
              + " comment. Repeatable.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--expect",
      paramLabel = "WORD",
      description =
          "What must come back: status=200-299,301, body~REGEX, body!~REGEX, header:NAME~REGEX,"
              + " header:NAME!~REGEX, alpn=h2, tls>=1.2, cert-days>=14 or dns=192.0.2.0/24; of a"
              + " tcp://host:port target, in their order, reply~REGEX and send=TEXT. Repeatable.")
  private List<String> expected = new ArrayList<>();

  @Option(
      names = "--request",
      paramLabel = "WORD",
      description =
          "What is sent: method=GET|HEAD|OPTIONS|POST, 'header=NAME: VALUE' or credentials=NAME of"
              + " serve --credentials. Repeatable.")
  private List<String> requested = new ArrayList<>();

  /** Each once, in the order given, in canonical spelling. */
  public List<TargetLine> read(Console console) {
    var all = new LinkedHashMap<Target, TargetLine>();
    each(
        console,
        (place, text) -> {
          var line = line(place, text);
          add(all, place, line);
          Target.respelled(QuotedWords.split(text).getFirst())
              .ifPresent(detail -> console.progress(place + detail));
        });
    if (all.isEmpty()) {
      throw CliException.usage("expected a target, got an input without one");
    }
    return List.copyOf(all.values());
  }

  private static void add(Map<Target, TargetLine> all, String place, TargetLine line) {
    var before = all.putIfAbsent(line.target(), line);
    if (before != null && !before.equals(line)) {
      throw CliException.usage(
          place + "expected the same words as before: " + before + ", got: " + line);
    }
  }

  /** The words of the command line, for each target. */
  private List<String> words() {
    try {
      var words = new ArrayList<String>();
      requested.stream().map(Exchange::requestWord).forEach(words::add);
      expected.stream().map(Exchange::expectationWord).forEach(words::add);
      return words;
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage(String.valueOf(malformed.getMessage()));
    }
  }

  /** The same, but an invalid target does not prevent the parsing of the other targets. */
  public ReadTargets lint(Console console) {
    var read = new ReadTargets();
    var more = words();
    each(console, (place, text) -> read.add(place, text, more));
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
        var content = line.strip();
        if (!content.isEmpty() && !content.startsWith("#")) {
          into.accept(source + " line " + number + ": ", content);
        }
      }
    } catch (IOException broken) {
      throw CliException.usage("cannot read " + source + ": " + broken.getMessage());
    }
  }

  private TargetLine line(String place, String text) {
    try {
      return TargetLine.parse(text, words());
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage(place + malformed.getMessage());
    }
  }
}
