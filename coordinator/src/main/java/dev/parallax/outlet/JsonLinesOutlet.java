package dev.parallax.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.text.FileErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * Two files for each day in UTC in which sweeps started: {@code sweeps-YYYY-MM-DD.jsonl} and {@code
 * observations-YYYY-MM-DD.jsonl}. The line of a sweep follows its observations and completes it:
 * observations at the end of their file whose sweep has no line are cut.
 */
final class JsonLinesOutlet implements Outlet {
  /** Bytes of lines in memory. */
  private static final int BUFFER = 1 << 20;

  private final Path folder;
  private Optional<Day> current = Optional.empty();

  /** The files of a day, and the sweeps in them. */
  private record Day(
      LocalDate date, JsonLinesFile sweeps, JsonLinesFile observations, Set<String> written) {
    static Day open(Path folder, LocalDate date) throws IOException {
      var sweeps = JsonLinesFile.open(folder.resolve("sweeps-" + date + ".jsonl"));
      try {
        var observations = JsonLinesFile.open(folder.resolve("observations-" + date + ".jsonl"));
        var written = sweeps.ids();
        observations.cutUnless(written::contains);
        return new Day(date, sweeps, observations, written);
      } catch (IOException unreadable) {
        sweeps.close();
        throw unreadable;
      }
    }

    boolean isOf(LocalDate day) throws IOException {
      return date.equals(day) && !sweeps.isChanged() && !observations.isChanged();
    }

    void close() throws IOException {
      try (sweeps;
          observations) {
        // Both are closed.
      }
    }
  }

  /**
   * @param folder created when absent
   */
  JsonLinesOutlet(Path folder) {
    this.folder = folder;
  }

  @Override
  public void write(SweepLines sweep) throws OutletException {
    try {
      var day = day(sweep.day());
      if (!day.written().contains(sweep.id().value())) {
        add(day, sweep);
        day.written().add(sweep.id().value());
      }
    } catch (IOException failed) {
      forget();
      var why = FileErrors.of(failed);
      throw new OutletException(
          why.contains(folder.toString()) ? why : folder + ": " + why, failed);
    }
  }

  private static void add(Day day, SweepLines sweep) throws IOException {
    long before = day.observations().end();
    long sweepsBefore = day.sweeps().end();
    try {
      var line = (sweep.sweep() + "\n").getBytes(UTF_8);
      addObservations(day.observations(), sweep.observations().iterator());
      day.observations().flush();
      day.sweeps().add(line);
      day.sweeps().flush();
    } catch (IOException | RuntimeException failed) {
      day.sweeps().cutTo(sweepsBefore);
      day.observations().cutTo(before);
      throw failed;
    }
  }

  private static void addObservations(JsonLinesFile file, Iterator<String> lines)
      throws IOException {
    var buffer = new ByteArrayOutputStream();
    while (lines.hasNext()) {
      buffer.writeBytes((lines.next() + "\n").getBytes(UTF_8));
      if (buffer.size() >= BUFFER) {
        file.add(buffer.toByteArray());
        buffer.reset();
      }
    }
    file.add(buffer.toByteArray());
  }

  private Day day(LocalDate date) throws IOException {
    if (current.isPresent() && current.get().isOf(date)) {
      return current.get();
    }
    forget();
    Files.createDirectories(folder);
    var opened = Day.open(folder, date);
    current = Optional.of(opened);
    return opened;
  }

  /** The next write opens the files again. */
  private void forget() {
    try {
      if (current.isPresent()) {
        current.get().close();
      }
    } catch (IOException unwritable) { // the next write reports it
      assert unwritable != null;
    } finally {
      current = Optional.empty();
    }
  }

  @Override
  public void close() {
    forget();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
