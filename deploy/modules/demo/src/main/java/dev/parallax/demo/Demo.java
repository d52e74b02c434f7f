package dev.parallax.demo;

import dev.parallax.stage.InstalledFleet;
import dev.parallax.stage.Parallel;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Acts out all stories and checks the verdicts. Called by {@code deploy/demo} with the folder the
 * distributions are in, and {@code --pages} to keep the web pages; exits 0 only if every verdict is
 * right.
 */
final class Demo {
  /** Two targets keep a machine of two cores below the load at which a DNS step takes seconds. */
  private static final int AT_ONCE = 2;

  private static final Duration PAGES_LAST = Duration.ofHours(1);

  private final Programs programs;
  private final Workspace workspace;
  private final Processes processes;
  private final boolean withPages;
  private final PrintStream out;
  private final Clock clock;
  private final Instant start;

  private Demo(
      Programs programs,
      Workspace workspace,
      Processes processes,
      boolean withPages,
      PrintStream out,
      Clock clock) {
    this.programs = programs;
    this.workspace = workspace;
    this.processes = processes;
    this.withPages = withPages;
    this.out = out;
    this.clock = clock;
    this.start = clock.instant();
  }

  public static void main(String[] args) throws Exception {
    var target = Path.of(args[0]).toAbsolutePath();
    var processes = new Processes();
    // No process may be left after Ctrl-C or SIGTERM either.
    Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop"));
    boolean right;
    try (processes;
        var workspace = Workspace.open(target.resolve("demo"))) {
      var programs = Programs.in(target);
      boolean withPages = args.length > 1;
      right =
          new Demo(programs, workspace, processes, withPages, System.out, Clock.systemUTC()).run();
    } catch (StageFailure failure) {
      System.err.println("demo: " + failure.getMessage());
      right = false;
    }
    System.exit(right ? 0 : 1);
  }

  private boolean run()
      throws StageFailure, InterruptedException, IOException, GeneralSecurityException {
    var stories = Stories.all();
    try (var world = DemoServers.open(stories, clock)) {
      var folder = workspace.processes();
      var fleet = new InstalledFleet(programs, processes, List.of(), folder, Company.READY, clock);
      var company = new Company(fleet, world, folder, withPages);
      say("starting a coordinator and " + DemoVantage.ALL.size() + " agents");
      company.start();
      world.warmUp();
      var results = results(company, stories);
      printSummary(results);
      if (withPages) {
        out.println("pages on " + company.pages() + "; Ctrl-C ends the demo");
        Thread.sleep(PAGES_LAST);
      }
      return new Summary(results).isRight();
    }
  }

  /** Sweeps a few stories at a time and prints their reports before the next sweep. */
  private List<StoryResult> results(Company company, List<Story> stories)
      throws StageFailure, InterruptedException, IOException {
    var results = new ArrayList<StoryResult>();
    for (var batch : batches(stories)) {
      for (var story : batch) {
        turnBackClock(company, story);
      }
      say("%d of %d: %s".formatted(results.size(), stories.size(), names(batch)));
      var swept = sweep(company, batch);
      for (var result : swept) {
        print(result);
      }
      results.addAll(swept);
    }
    results.sort(Comparator.comparingInt(result -> stories.indexOf(result.story())));
    return results;
  }

  /** Stories with a wrong clock come last and alone: the clock stays wrong. */
  static List<List<Story>> batches(List<Story> stories) {
    var ordinary = stories.stream().filter(it -> it.scene().wrongClock().isEmpty()).toList();
    var batches = new ArrayList<List<Story>>();
    for (int from = 0; from < ordinary.size(); from += AT_ONCE) {
      batches.add(ordinary.subList(from, Math.min(from + AT_ONCE, ordinary.size())));
    }
    stories.stream()
        .filter(it -> it.scene().wrongClock().isPresent())
        .map(List::of)
        .forEach(batches::add);
    return batches;
  }

  private void turnBackClock(Company company, Story story)
      throws StageFailure, InterruptedException {
    var skewed = story.scene().wrongClock();
    if (skewed.isPresent()) {
      say("turning back the clock of " + skewed.get());
      company.fleet().turnBackClockOf(skewed.get());
    }
  }

  private static String names(List<Story> stories) {
    return String.join(", ", stories.stream().map(Story::name).toList());
  }

  private List<StoryResult> sweep(Company company, List<Story> stories)
      throws StageFailure, InterruptedException, IOException {
    var sweep = company.sweep(stories.stream().map(company.world()::target).toList());
    return Parallel.map(
        stories, story -> result(company.fleet(), sweep, company.world().target(story), story));
  }

  private StoryResult result(InstalledFleet fleet, String sweep, String target, Story story)
      throws StageFailure, InterruptedException, IOException {
    var json = workspace.json(story);
    var text = workspace.text(story);
    fleet.report(sweep, target, json, text);
    var again = DemoReport.read(fleet.attribute(json)).findings();
    return new StoryResult(story, DemoReport.read(json), again, text);
  }

  private void print(StoryResult result) throws IOException {
    out.println("━━━ " + result.story().name() + ": " + result.story().description());
    out.println();
    out.println(Files.readString(result.text()).stripTrailing());
    out.println();
  }

  private void printSummary(List<StoryResult> results) {
    new Summary(results).lines().forEach(out::println);
    out.printf(
        "%n%d of %d verdicts right, %d s; reports in %s%n",
        results.stream().filter(StoryResult::isRight).count(),
        results.size(),
        Duration.between(start, clock.instant()).toSeconds(),
        workspace.json(results.getFirst().story()).getParent());
  }

  private void say(String what) {
    System.err.printf(
        "demo: %4.1f s  %s%n", Duration.between(start, clock.instant()).toMillis() / 1000.0, what);
  }
}
