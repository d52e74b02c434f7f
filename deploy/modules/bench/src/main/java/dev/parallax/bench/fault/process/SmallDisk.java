package dev.parallax.bench.fault.process;

import dev.parallax.stage.Call;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file system of a few megabytes in memory, which can be filled. Requires root. */
public final class SmallDisk implements AutoCloseable {
  private static final Duration MOUNT = Duration.ofSeconds(10);
  private static final int BLOCK = 1 << 16;
  private static final String BALLAST = "ballast";

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /** The reason why there is no such disk; empty as root. */
  public static Optional<String> obstacle() {
    return "root".equals(System.getProperty("user.name"))
        ? Optional.empty()
        : Optional.of("a small tmpfs needs root, this is user " + System.getProperty("user.name"));
  }

  /** Mounts it on a new folder. */
  public static SmallDisk mount(Processes processes, Path folder, int megabytes, Path log)
      throws StageFailure, IOException, InterruptedException {
    Files.createDirectory(folder);
    var options = "size=" + megabytes + "m,mode=0700";
    call(
        processes, List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()), log);
    var disk = new SmallDisk(folder);
    Runtime.getRuntime().addShutdownHook(new Thread(disk::close, "unmount"));
    return disk;
  }

  private static Call call(Processes processes, List<String> command, Path log)
      throws StageFailure, InterruptedException {
    return processes.call(command, log, MOUNT).orFail(Set.of(0));
  }

  /** Writes a file until no byte is left. */
  public void fill() throws IOException {
    var file = root.resolve(BALLAST);
    try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int block = BLOCK; block > 0; ) {
        try {
          out.write(ByteBuffer.allocate(block), out.size());
        } catch (IOException full) {
          block /= 2;
        }
      }
    }
  }

  /** Deletes the file. */
  public void free() throws IOException {
    Files.deleteIfExists(root.resolve(BALLAST));
  }

  /** Unmounts, also while a process has files open. */
  @Override
  public void close() {
    try {
      new ProcessBuilder("umount", "-l", root.toString())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException unusable) {
      System.err.println("bench: " + root + " is still mounted: " + unusable.getMessage());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
