package dev.parallax.cli.watch;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The options of {@code parallax watch route-add} and {@code route-edit}: values of a route as in
 * the file. Secrets are read from files or from standard input, never from arguments.
 */
final class RouteOptions {
  private static final String NONE = "none";
  private static final String STANDARD_INPUT = "-";
  private static final long MOST_BYTES = 64_000;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "For route-add and route-edit: webhook, alertmanager, slack, pagerduty, feishu, dingtalk,"
              + " wecom, ntfy or smtp.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      description = "For route-add and route-edit: en or zh, or none for that of the file.")
  private Optional<String> language = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "For route-add and route-edit: of the receiver, or none.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "For route-add and route-edit of smtp.")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--mail-from",
      paramLabel = "ADDRESS",
      description = "For route-add and route-edit of smtp.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--mail-to",
      paramLabel = "ADDRESS,...",
      description = "For route-add and route-edit of smtp.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "For route-add and route-edit of smtp: with the password as secret, or none.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--tls",
      paramLabel = "MODE",
      description = "For route-add and route-edit of smtp: none, starttls or tls.")
  private Optional<String> tls = Optional.empty();

  @Option(
      names = "--secret-from",
      paramLabel = "FILE",
      description =
          "For route-add and route-edit: the key, token or password, the first line of the file or"
              + " of standard input (-). The coordinator keeps it and never shows it.")
  private Optional<String> secret = Optional.empty();

  @Option(
      names = "--url-from",
      paramLabel = "FILE",
      description =
          "For route-add and route-edit: a URL that is a secret, such as that of a robot, read and"
              + " kept in the same way.")
  private Optional<String> secretUrl = Optional.empty();

  /** Values by the keys of the file; an empty value removes the key. */
  Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    put(fields, "type", type);
    put(fields, "language", language);
    put(fields, "url", url);
    put(fields, "server", server);
    put(fields, "from", from);
    put(fields, "to", to);
    put(fields, "user", user);
    tls.ifPresent(mode -> fields.put("tls", mode));
    return fields;
  }

  private static void put(Map<String, String> fields, String key, Optional<String> value) {
    value.ifPresent(text -> fields.put(key, text.equals(NONE) ? "" : text));
  }

  /**
   * The secrets, by their words.
   *
   * @throws CliException when a file cannot be read
   */
  Map<String, String> secrets(Console console) {
    if (secret.equals(Optional.of(STANDARD_INPUT)) && secretUrl.equals(secret)) {
      throw CliException.usage("--secret-from and --url-from: expected one -, got: 2");
    }
    var secrets = new LinkedHashMap<String, String>();
    secret.ifPresent(file -> secrets.put("secret", line("--secret-from", file, console)));
    secretUrl.ifPresent(file -> secrets.put("secret-url", line("--url-from", file, console)));
    return secrets;
  }

  private static String line(String option, String file, Console console) {
    return text(option, file, console)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElseThrow(() -> CliException.usage(option + ": expected a line, got: an empty file"));
  }

  private static String text(String option, String file, Console console) {
    try {
      if (file.equals(STANDARD_INPUT)) {
        return new String(console.in().readNBytes((int) MOST_BYTES), StandardCharsets.UTF_8);
      }
      long size = Files.size(Path.of(file));
      if (size > MOST_BYTES) {
        throw CliException.usage(
            "%s: expected at most %d bytes in %s, got: %d"
                .formatted(option, MOST_BYTES, file, size));
      }
      return Files.readString(Path.of(file));
    } catch (IOException | UncheckedIOException unreadable) {
      throw CliException.usage(option + ": cannot read " + file);
    }
  }
}
