package dev.parallax.agent.spool;

import dev.parallax.agent.file.PrivateFile;
import dev.parallax.model.value.SweepId;
import dev.parallax.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last plans that began, also in earlier processes. No plan survives its process: after a
 * restart all of these are over. A disk that cannot be written is no error; then the coordinator
 * waits for the deadline of an interrupted plan. Used by one thread at a time.
 */
public final class PlanJournal {
  /** The name of the file in the state folder. */
  public static final String FILE = "plans";

  static final int MOST = 32;

  private static final Logger log = LoggerFactory.getLogger(PlanJournal.class);
  private static final Pattern LINE = Pattern.compile("([a-z0-9][a-z0-9-]{0,39}) ([0-9]{1,5})");

  private final Optional<Path> file;
  private final Deque<Begun> plans = new ArrayDeque<>();

  private PlanJournal(Optional<Path> file) {
    this.file = file;
  }

  /** A plan of a round. */
  public record Begun(SweepId sweep, int round) {}

  /** A journal that does not survive the process. */
  public static PlanJournal inMemory() {
    return new PlanJournal(Optional.empty());
  }

  /** Reads the file, if it exists; a malformed line is skipped. */
  public static PlanJournal open(Path file) {
    var journal = new PlanJournal(Optional.of(file));
    journal.load(file);
    return journal;
  }

  /** Oldest first, at most 32. */
  public List<Begun> plans() {
    return List.copyOf(plans);
  }

  /** Writes the beginning of a plan, before any of its observations. */
  public void add(SweepId sweep, int round) {
    keep(new Begun(sweep, round));
    file.ifPresent(this::write);
  }

  private void keep(Begun plan) {
    plans.remove(plan);
    plans.addLast(plan);
    if (plans.size() > MOST) {
      plans.removeFirst();
    }
  }

  private void load(Path path) {
    try {
      if (Files.exists(path)) {
        for (var line : Files.readAllLines(path)) {
          var matched = LINE.matcher(line);
          if (matched.matches()) {
            keep(new Begun(new SweepId(matched.group(1)), Integer.parseInt(matched.group(2))));
          }
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      log.warn("{} cannot be read: {}", path, unreadable.getMessage());
    }
  }

  private void write(Path path) {
    try {
      PrivateFile.write(
          path,
          plans.stream()
              .map(plan -> plan.sweep() + " " + plan.round() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException failed) {
      log.warn("the begin of a plan cannot be written: {}", FileErrors.of(failed));
    }
  }
}
