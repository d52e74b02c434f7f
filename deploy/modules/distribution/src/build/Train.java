import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Creates the distributions' class caches (JEP 483, 514) from one small fleet on loopback. The
 * training runs are a coordinator, an agent that joins, runs and warms up, and a printed report. A
 * distribution without a cache works as well and starts more slowly.
 */
final class Train {
  private static final String CACHE = "lib/classes.aot";

  /** For the commands other than serve. */
  private static final String CALLS = "lib/calls.aot";

  /** Exit codes of a finished sweep, with any verdict. */
  private static final Set<Integer> SWEPT = Set.of(0, 1, 4, 5);

  private static final int PATIENCE_SECONDS = 60;

  private final Path coordinator;
  private final Path agent;
  private final Path folder;
  private final List<Process> running = new ArrayList<>();

  private Train(Path coordinator, Path agent, Path folder) {
    this.coordinator = coordinator;
    this.agent = agent;
    this.folder = folder;
  }

  /** Trains when jars, flags or runtime have changed; prints a failure. */
  static void both(Path coordinator, Path agent) throws IOException, InterruptedException {
    if (isFresh(coordinator, CACHE) && isFresh(coordinator, CALLS) && isFresh(agent, CACHE)) {
      return;
    }
    Files.deleteIfExists(coordinator.resolve(CALLS));
    Files.deleteIfExists(coordinator.resolve(CACHE));
    Files.deleteIfExists(agent.resolve(CACHE));
    var folder = Files.createTempDirectory("parallax-train-");
    var train = new Train(coordinator, agent, folder);
    try {
      train.run();
    } catch (IOException failed) {
      System.err.println("no class cache, the programs start more slowly: " + failed.getMessage());
    } finally {
      train.stop();
      Trees.delete(folder);
    }
  }

  private static boolean isFresh(Path home, String name) throws IOException {
    var cache = home.resolve(name);
    if (!Files.exists(cache)) {
      return false;
    }
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Train::isTrainedOn).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(cache)) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isTrainedOn(Path file) {
    return Files.isRegularFile(file) && !file.toString().endsWith(".aot");
  }

  private void run() throws IOException, InterruptedException {
    var data = folder.resolve("data").toString();
    var serve =
        start(
            coordinator, "serve", CACHE, "--data", data, "--listen", "127.0.0.1:0", "--http", "0");
    var log =
        new BufferedReader(new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8));
    var page = after(log, "pages on ");
    var token = folder.resolve("token");
    Files.writeString(token, call(coordinator, "token", "create", "--token-only", "--data", data));
    var address = Files.readString(folder.resolve("data/address")).strip();
    var state = folder.resolve("state").toString();
    call(
        agent,
        "join",
        address,
        "--token-file",
        token.toString(),
        "--name",
        "train",
        "--state",
        state,
        "--allow",
        "127.0.0.0/8");
    var probing = start(agent, "run", CACHE, "--state", state);
    await(log, "train connected");
    call(coordinator, "vantages", "--data", data);
    report(data, "https://" + address);
    look(page);
    look(page + "metrics");
    end(probing, agent);
    end(serve, coordinator);
  }

  /** The coordinator's own port is the target; the report is printed in the usual formats. */
  private void report(String data, String target) throws IOException, InterruptedException {
    var sweep =
        start(
            coordinator, "sweep", "", target, "--data", data, "--trials", "1", "--deadline", "5s");
    await(sweep, "sweep", SWEPT);
    var words = new ArrayList<>(List.of("@last", "--data", data));
    for (var format : List.of("html", "json", "markdown")) {
      words.addAll(List.of("-o", format + "=" + folder.resolve("report." + format)));
    }
    words.addAll(List.of("-o", "text"));
    var report = start(coordinator, "report", CALLS, words.toArray(String[]::new));
    await(report, "report", SWEPT);
  }

  private Process start(Path home, String command, String cache, String... arguments)
      throws IOException {
    var words =
        new ArrayList<>(List.of(home.resolve("bin/" + home.getFileName()).toString(), command));
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words);
    if (!cache.isEmpty()) {
      builder.environment().put("PARALLAX_JAVA_OPTS", "-XX:AOTCacheOutput=" + home.resolve(cache));
    }
    builder.redirectErrorStream(true);
    if (!command.equals("serve")) {
      builder.redirectOutput(folder.resolve(command).toFile());
    }
    var process = builder.start();
    running.add(process);
    return process;
  }

  private String call(Path home, String command, String... arguments)
      throws IOException, InterruptedException {
    await(start(home, command, "", arguments), command, Set.of(0));
    return Files.readString(folder.resolve(command));
  }

  private void await(Process process, String command, Set<Integer> good)
      throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        || !good.contains(process.exitValue())) {
      throw new IOException(command + ": " + Files.readString(folder.resolve(command)));
    }
  }

  private static void look(String page) throws IOException {
    try (var answer = URI.create(page).toURL().openStream()) {
      drain(answer);
    }
  }

  private static void await(BufferedReader log, String words) throws IOException {
    var _ = after(log, words);
  }

  /** The rest of the first line with these words. */
  private static String after(BufferedReader log, String words) throws IOException {
    for (var line = log.readLine(); line != null; line = log.readLine()) {
      int at = line.indexOf(words);
      if (at >= 0) {
        return line.substring(at + words.length()).strip();
      }
    }
    throw new IOException("the coordinator ended before it said: " + words);
  }

  /** By SIGTERM; the cache is written at the end of the process. */
  private static void end(Process process, Path home) throws IOException, InterruptedException {
    process.toHandle().destroy();
    Thread.ofVirtual().start(() -> drain(process.getInputStream()));
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        || !Files.exists(home.resolve(CACHE))) {
      throw new IOException(home.getFileName() + " wrote none");
    }
  }

  private static void drain(InputStream output) {
    try (output) {
      output.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException ended) {
      // The intended end.
    }
  }

  private void stop() {
    running.forEach(Process::destroyForcibly);
  }
}
