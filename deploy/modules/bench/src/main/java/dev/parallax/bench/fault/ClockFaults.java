package dev.parallax.bench.fault;

import dev.parallax.bench.fault.process.Signalled;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Wall clocks that jump by hours, through libfaketime; the monotonic clock is not affected. */
final class ClockFaults {
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
  private static final int MOST_HOURS = 30;

  private ClockFaults() {}

  /** The reason why no clock can jump; empty where the Debian package faketime is installed. */
  static Optional<String> obstacle() {
    return Files.exists(LIBRARY)
        ? Optional.empty()
        : Optional.of(LIBRARY + " is missing; apt-get install faketime");
  }

  static List<FaultKind> all() {
    return List.of(
        new FaultKind("clock jump, coordinator", 1, new Jump((fleet, chance) -> fleet.owner())),
        new FaultKind(
            "clock jump, agent",
            1,
            new Jump((fleet, chance) -> chance.oneOf(fleet.agents()).process())));
  }

  private static final class Jump implements Disturbance {
    private final BiFunction<FaultFleet, Chance, Signalled> choice;
    private Optional<Signalled> jumping = Optional.empty();

    private Jump(BiFunction<FaultFleet, Chance, Signalled> choice) {
      this.choice = choice;
    }

    @Override
    public void prepare(FaultFleet fleet, Chance chance) throws StageFailure, IOException {
      var process = choice.apply(fleet, chance);
      var offset = offset(fleet);
      Files.writeString(offset, "+0\n");
      process.restart(
          Map.of(
              "LD_PRELOAD",
              LIBRARY.toString(),
              "FAKETIME_TIMESTAMP_FILE",
              offset.toString(),
              "FAKETIME_CACHE_DURATION",
              "1",
              "FAKETIME_DONT_FAKE_MONOTONIC",
              "1"));
      jumping = Optional.of(process);
    }

    @Override
    public void disturb(FaultFleet fleet, Chance chance) throws IOException {
      int hours = 1 + chance.below(MOST_HOURS);
      Files.writeString(offset(fleet), (chance.heads() ? "+" : "-") + hours + "h\n");
    }

    @Override
    public void restore(FaultFleet fleet) throws StageFailure {
      if (jumping.isPresent()) {
        jumping.get().restart(Map.of());
      }
    }

    private static Path offset(FaultFleet fleet) {
      return fleet.folder().resolve("offset");
    }
  }
}
