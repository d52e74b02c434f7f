package dev.parallax.bench;

import dev.parallax.bench.figure.BenchTable;
import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.process.Machine;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures and prints one table. Called by {@code deploy/bench} with the folder of the
 * distributions and its arguments; exits 1 when a bar is missed, 2 on a usage error, 70 when a
 * figure could not be measured.
 */
final class Bench {
  private static final String NO_BARS = "--no-bars";
  private static final String AGAINST = "--against";
  private static final String AGENTS = "--agents";
  private static final int DEFAULT_AGENTS = 1_000;
  private static final int MOST_AGENTS = 10_000;
  private static final Map<String, Benchmark> ALL = all();

  private Bench() {}

  /** Measures one section. */
  private interface Benchmark {
    Section measure(BenchSetup lab) throws StageFailure, IOException, InterruptedException;
  }

  private static Map<String, Benchmark> all() {
    var all = new LinkedHashMap<String, Benchmark>();
    all.put(Timing.NAME, Timing::measure);
    all.put(CpuPerHandshake.NAME, CpuPerHandshake::measure);
    all.put(Hostility.NAME, Hostility::measure);
    all.put(MemoryAndStart.NAME, MemoryAndStart::measure);
    all.put(Speed.NAME, Speed::measure);
    all.put(Reports.NAME, Reports::measure);
    all.put(FleetScale.NAME, FleetScale::measure);
    all.put(FirstLookTime.NAME, lab -> FirstLookTime.measure(lab, lab.other()));
    return all;
  }

  public static void main(String[] args) throws Exception {
    var words = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
    boolean barred = !words.remove(NO_BARS);
    var other = against(words);
    int agents = agents(words);
    if (!ALL.keySet().containsAll(words)) {
      throw refused(
          "expected " + ALL.keySet() + ", " + NO_BARS + ", " + AGENTS + " or " + AGAINST, words);
    }
    System.exit(run(Path.of(args[0]).toAbsolutePath(), words, other, agents, barred));
  }

  /** The distributions of another checkout, which the first look alone needs. */
  private static Optional<Path> against(List<String> words) {
    int option = words.indexOf(AGAINST);
    if (option < 0) {
      if (words.contains(FirstLookTime.NAME)) {
        throw refused(FirstLookTime.NAME + " expects " + AGAINST + " CHECKOUT", words);
      }
      return Optional.empty();
    }
    if (option + 1 == words.size()) {
      throw refused(AGAINST + " expects a checkout", words);
    }
    var target = Path.of(words.get(option + 1)).toAbsolutePath().resolve("deploy/target");
    if (!Files.isExecutable(target.resolve("parallax/bin/parallax"))) {
      throw refused(AGAINST + " expects a checkout after mvn package -DskipTests", words);
    }
    words.subList(option, option + 2).clear();
    return Optional.of(target);
  }

  /** The number of simulated agents, which the fleet alone needs. */
  private static int agents(List<String> words) {
    int option = words.indexOf(AGENTS);
    if (option < 0) {
      return DEFAULT_AGENTS;
    }
    var count = option + 1 < words.size() ? words.get(option + 1) : "";
    if (!count.matches("[0-9]{1,5}")
        || Integer.parseInt(count) < FleetScale.FEWEST
        || Integer.parseInt(count) > MOST_AGENTS) {
      throw refused("%s expects %d to %d".formatted(AGENTS, FleetScale.FEWEST, MOST_AGENTS), words);
    }
    words.subList(option, option + 2).clear();
    return Integer.parseInt(count);
  }

  private static IllegalStateException refused(String expected, List<String> words) {
    System.err.println("bench: " + expected + ", got: " + words);
    System.exit(2);
    return new IllegalStateException("the process has ended");
  }

  private static int run(
      Path target, List<String> names, Optional<Path> other, int agents, boolean barred)
      throws IOException, InterruptedException {
    var processes = new Processes();
    // No process may be left after Ctrl-C or SIGTERM either.
    Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop"));
    var folder = Files.createTempDirectory("parallax-bench-");
    try (processes) {
      var lab = new BenchSetup(processes, Programs.in(target), folder, other, agents);
      boolean kept = print(measure(lab, names.isEmpty() ? unnamed(other) : names));
      delete(folder);
      return kept || !barred ? 0 : 1;
    } catch (StageFailure failure) {
      System.err.println("bench: " + failure.getMessage() + "\nbench: logs are in " + folder);
      return 70;
    }
  }

  /** All sections, without the first look where no other version is named. */
  private static List<String> unnamed(Optional<Path> other) {
    return ALL.keySet().stream()
        .filter(name -> other.isPresent() || !name.equals(FirstLookTime.NAME))
        .toList();
  }

  private static List<Section> measure(BenchSetup lab, List<String> names)
      throws StageFailure, IOException, InterruptedException {
    System.out.println(Machine.description());
    System.out.println();
    var sections = new ArrayList<Section>();
    for (var entry : ALL.entrySet()) {
      if (names.contains(entry.getKey())) {
        System.err.println("bench: measuring " + entry.getKey());
        sections.add(entry.getValue().measure(lab));
      }
    }
    return sections;
  }

  /** Whether every bar was met. */
  private static boolean print(List<Section> sections) {
    BenchTable.lines(sections).forEach(System.out::println);
    var missed =
        sections.stream()
            .flatMap(section -> section.figures().stream())
            .filter(Figure::missed)
            .toList();
    missed.forEach(figure -> System.out.printf("%nmissed: %s%n", figure.name()));
    return missed.isEmpty();
  }

  private static void delete(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
