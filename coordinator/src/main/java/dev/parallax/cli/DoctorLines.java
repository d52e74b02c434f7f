package dev.parallax.cli;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.folder.DataLayout;
import dev.parallax.store.sqlite.IntegrityCheck;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What doctor finds on the disk, in the store and at the clock of a coordinator: one line each. */
final class DoctorLines {
  private static final long MEBIBYTE = 1024L * 1024;
  private static final long LOW_SPACE = 512 * MEBIBYTE;
  private static final Duration CHECK_TIME = Duration.ofSeconds(10);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final int FEWEST_CLOCKS = 3;

  private DoctorLines() {}

  /** The free space of a data folder. */
  static String disk(Path data) {
    try {
      var disk = Files.getFileStore(data);
      var free = disk.getUsableSpace();
      return data
          + ", "
          + free / MEBIBYTE
          + " MiB free"
          + (free < LOW_SPACE ? ": low" : "")
          + (disk.isReadOnly() ? ": read-only, a coordinator cannot run" : "");
    } catch (IOException unreadable) {
      return data + ": cannot be read by this user";
    }
  }

  /**
   * The size of the database; its pages are checked for at most 10 s.
   *
   * @throws StoreException when it is damaged
   */
  static String store(Path data) {
    var file = new DataLayout(data).database();
    if (!Files.isReadable(file)) {
      return file + ": absent, or cannot be read by this user";
    }
    IntegrityCheck.run(file, CHECK_TIME);
    try {
      return file + ", " + Files.size(file) / MEBIBYTE + " MiB, no damaged page found";
    } catch (IOException vanished) {
      return file + ": cannot be read by this user";
    }
  }

  /** Whether finished sweeps reach the outlet. */
  static String outlet(ServingStatus status) {
    return status == ServingStatus.SERVING
        ? "works"
        : "waits, finished sweeps are kept in the store: the log of the coordinator has the reason";
  }

  /** The clock of the coordinator against those of the agents. */
  static String clock(List<Vantage> ready) {
    var offsets =
        ready.stream().map(Vantage::clockOffset).flatMap(Optional::stream).sorted().toList();
    if (offsets.size() < FEWEST_CLOCKS) {
      return "not compared: this requires the clocks of 3 ready vantages, got: " + offsets.size();
    }
    var median = offsets.get(offsets.size() / 2);
    return "%+.3f s against the median of %d vantages%s"
        .formatted(
            -median.toNanos() / 1e9,
            offsets.size(),
            median.abs().compareTo(CLOCK_TOLERANCE) > 0 ? ": wrong here, or on most of them" : "");
  }
}
