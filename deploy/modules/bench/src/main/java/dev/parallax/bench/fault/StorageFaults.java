package dev.parallax.bench.fault;

import dev.parallax.bench.fault.process.SmallDisk;
import dev.parallax.bench.fault.process.Until;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** Disks that are full for a while, and a flipped bit in a database file. */
final class StorageFaults {
  private static final Duration FULL = Duration.ofSeconds(4);
  private static final Duration OPENED = Duration.ofSeconds(90);
  private static final List<String> FILES =
      List.of("parallax.db", "parallax.db-wal", "parallax.db-shm");

  private StorageFaults() {}

  static List<FaultKind> all() {
    return List.of(
        new FaultKind("disk full, coordinator", 1, StorageFaults::fillCoordinator),
        new FaultKind("disk full, agent", 1, StorageFaults::fillAgent),
        new FaultKind("bit flipped in the database file", 1, new FlippedBit()));
  }

  private static void fillCoordinator(FaultFleet fleet, Chance chance)
      throws StageFailure, IOException, InterruptedException {
    fullForAWhile(fleet.disk(FaultFleet.COORDINATOR_DISK), chance);
    if (!fleet.owner().isAlive()) {
      fleet.owner().start();
    }
  }

  private static void fillAgent(FaultFleet fleet, Chance chance)
      throws StageFailure, IOException, InterruptedException {
    fullForAWhile(fleet.disk(FaultFleet.AGENT_DISK), chance);
  }

  private static void fullForAWhile(SmallDisk disk, Chance chance)
      throws IOException, InterruptedException {
    disk.fill();
    try {
      chance.pause(FULL);
    } finally {
      disk.free();
    }
  }

  /**
   * The coordinator is killed, a bit of its database file is flipped, and it starts. Where it
   * refuses the file, the operator puts the file before the fault back.
   */
  private static final class FlippedBit implements Disturbance {
    private static final int BITS = 8;

    @Override
    public void disturb(FaultFleet fleet, Chance chance)
        throws StageFailure, IOException, InterruptedException {
      var coordinator = fleet.owner();
      coordinator.kill();
      copy(fleet.ownerData(), saved(fleet));
      flip(fleet.ownerData().resolve(FILES.getFirst()), chance);
      coordinator.start();
      Until.holds(
          "the coordinator serves or ends",
          OPENED,
          () -> !coordinator.isAlive() || FaultStage.accepts(fleet.address(0)));
      if (!coordinator.isAlive()) {
        copy(saved(fleet), fleet.ownerData());
        coordinator.start();
      }
    }

    /** Also after a flip that was not noticed: no later round starts with a damaged file. */
    @Override
    public void restore(FaultFleet fleet) throws StageFailure, IOException, InterruptedException {
      fleet.owner().kill();
      copy(saved(fleet), fleet.ownerData());
      fleet.owner().start();
    }

    private static Path saved(FaultFleet fleet) throws IOException {
      return Files.createDirectories(fleet.folder().resolve("saved"));
    }

    private static void copy(Path from, Path to) throws IOException {
      for (var name : FILES) {
        if (Files.exists(from.resolve(name))) {
          Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.deleteIfExists(to.resolve(name));
        }
      }
    }

    private static void flip(Path file, Chance chance) throws IOException {
      try (var database = new RandomAccessFile(file.toFile(), "rw")) {
        int at = chance.below(Math.toIntExact(database.length()));
        database.seek(at);
        int old = database.read();
        database.seek(at);
        database.write(old ^ (1 << chance.below(BITS)));
        System.err.printf("faults: flipped a bit of byte %d of %d%n", at, database.length());
      }
    }
  }
}
