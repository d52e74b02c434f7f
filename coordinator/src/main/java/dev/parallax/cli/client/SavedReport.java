package dev.parallax.cli.client;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.json.MalformedReportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON report in a file, or on standard input. */
public final class SavedReport {
  private SavedReport() {}

  /** Whether a SWEEP is no id but such a report: no id ends so. */
  public static boolean isMeant(String sweep) {
    return sweep.equals("-") || sweep.endsWith(".json");
  }

  public static Sweep read(String file, Console console) {
    try {
      var sweep = JsonReportReader.read(text(file, console));
      if (sweep.observationsDeleted()) {
        throw CliException.usage(
            file
                + ": expected a sweep with its observations, the store had deleted those of "
                + sweep.id());
      }
      return sweep;
    } catch (MalformedReportException malformed) {
      throw CliException.usage(file + ": " + malformed.getMessage());
    }
  }

  private static String text(String file, Console console) {
    try {
      return file.equals("-")
          ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      var why = Files.exists(Path.of(file)) ? "expected a readable UTF-8 file" : "no such file";
      throw CliException.usage(file + ": " + why);
    }
  }
}
