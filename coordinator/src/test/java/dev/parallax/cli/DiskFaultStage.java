package dev.parallax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs commands on small and on read-only file systems. A process of its own, in a mount namespace
 * of its own, so that its mounts end with it.
 */
final class DiskFaultStage {
  private final Path disk;
  private final String data;

  private DiskFaultStage(Path disk, String data) {
    this.disk = disk;
    this.data = data;
  }

  /**
   * Prints a line for each command: its name, exit code, and what it wrote to standard error.
   *
   * @param arguments an empty folder to mount on, and a data folder with a database
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var stage = new DiskFaultStage(Path.of(arguments[0]), arguments[1]);
    stage.full();
    stage.readOnly();
  }

  private void full() throws IOException, InterruptedException {
    mount("tmpfs", "size=300k");
    var old = Files.createDirectory(disk.resolve("old"));
    Files.writeString(old.resolve("parallax.db"), "what was here before");
    Files.write(disk.resolve("filler"), new byte[200_000]);
    run("backup-full", "backup", disk + "/monday", "--data", data);
    run("restore-full", "restore", data, "--data", old.toString(), "--overwrite");
    print("left", 0, Files.readString(old.resolve("parallax.db")) + " " + names(disk));
    print("old", 0, names(old));
    unmount();
  }

  private void readOnly() throws IOException, InterruptedException {
    mount("tmpfs", "size=8m");
    run("backup", "backup", disk + "/monday", "--data", data);
    mount("tmpfs", "remount,ro,size=8m");
    run("verify-ro", "verify", disk + "/monday");
    run("serve-ro", "serve", "--data", disk + "/monday", "--listen", "127.0.0.1:0");
    run("restore-ro", "restore", data, "--data", disk + "/monday", "--overwrite");
    unmount();
  }

  private static void run(String name, String... arguments) {
    var terminal = new Terminal();
    print(name, terminal.run(arguments), terminal.err().strip());
  }

  private static void print(String name, int code, String text) {
    System.out.println(name + " " + code + " " + text.replace("\n", " ⏎ "));
  }

  private static String names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().toString();
    }
  }

  private void mount(String kind, String options) throws IOException, InterruptedException {
    execute(List.of("mount", "-t", kind, "-o", options, kind, disk.toString()));
  }

  private void unmount() throws IOException, InterruptedException {
    execute(List.of("umount", disk.toString()));
  }

  private static void execute(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(Arrays.toString(command.toArray()) + ": " + text);
    }
  }
}
