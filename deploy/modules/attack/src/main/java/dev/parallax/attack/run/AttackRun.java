package dev.parallax.attack.run;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.HonestSweep;
import dev.parallax.attack.Installation;
import dev.parallax.attack.MixedSweep;
import dev.parallax.attack.coordinator.DnsFlood;
import dev.parallax.attack.coordinator.RogueCoordinator;
import dev.parallax.attack.honest.HonestFleet;
import dev.parallax.attack.honest.HonestSite;
import dev.parallax.attack.honest.ReadinessPoll;
import dev.parallax.attack.honest.Sweeper;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import dev.parallax.stage.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Attacks a coordinator with an honest fleet and prints the cost. Called by {@code deploy/attack}
 * with the folder of the distributions and its arguments; exits 1 when a bar was missed, 2 on a
 * usage error, 70 when it could not be run.
 */
final class AttackRun {
  private static final Duration SPAN = Duration.ofSeconds(40);
  private static final int BASELINE = 3;

  private final Processes processes;
  private final Programs programs;
  private final Path folder;
  private final AttackOptions options;
  private final long start = System.nanoTime();

  private AttackRun(Processes processes, Programs programs, Path folder, AttackOptions options) {
    this.processes = processes;
    this.programs = programs;
    this.folder = folder;
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    var words = Arrays.asList(args);
    try {
      System.exit(
          run(
              Path.of(args[0]).toAbsolutePath(),
              AttackOptions.parse(words.subList(1, words.size()))));
    } catch (IllegalArgumentException misused) {
      System.err.println("attack: " + misused.getMessage());
      System.exit(2);
    }
  }

  private static int run(Path target, AttackOptions options)
      throws IOException, InterruptedException, GeneralSecurityException {
    var processes = new Processes();
    // No process may be left after Ctrl-C or SIGTERM either.
    Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop"));
    try (processes;
        var folder = WorkFolder.open(target.resolve("attack"))) {
      var programs = Programs.in(target);
      return new AttackRun(processes, programs, folder.path(), options).run() ? 0 : 1;
    } catch (StageFailure failure) {
      System.err.println("attack: " + failure.getMessage());
      return 70;
    }
  }

  private boolean run()
      throws IOException, GeneralSecurityException, StageFailure, InterruptedException {
    try (var site = HonestSite.start(processes, folder);
        var rogue = RogueCoordinator.start()) {
      var fleet = new HonestFleet(programs, processes, site, folder);
      say(
          "starting a coordinator, %d honest agents and one agent whose key is stolen",
          HonestFleet.AGENTS);
      fleet.start();
      var flood = new DnsFlood(rogue);
      var victim = new RoguesAgent(programs, processes, folder);
      victim.start(rogue, flood.resolver());
      try (var attacks =
          new AllAttacks(together(fleet, site), AllAttacks.onAnAgent(rogue, flood))
              .only(options::wants)) {
        return run(fleet, new Sweeper(fleet, site, folder), attacks);
      }
    }
  }

  private static List<Attack> together(HonestFleet fleet, HonestSite site) throws IOException {
    var together = AllAttacks.onTheCoordinator(fleet.log(), fleet::robbedLives);
    together.addAll(site.hostile());
    return together;
  }

  private boolean run(HonestFleet fleet, Sweeper sweeper, AllAttacks attacks)
      throws IOException, StageFailure, InterruptedException {
    var at = fleet.installation(SPAN);
    try (var poll = new ReadinessPoll(at.webPort());
        var memory = new ResidentMemory(fleet.coordinator().process())) {
      var baseline = baseline(sweeper);
      say("%d attacks at once", attacks.stream().count());
      var observed = new AttackPhase(at, attacks, sweeper).run();
      say("the attacks have ended; reports again, and one sweep more");
      var after = sweeper.honest();
      var evidence = evidence(at, observed, sweeper);
      var rows = observed.launched().stream().map(launched -> launched.judged(evidence)).toList();
      var bars = new ArrayList<>(Bars.of(fleet, poll, memory, baseline, observed, after));
      say("the store stopped");
      bars.add(
          new StoppedStore(processes, fleet.coordinator().process(), folder.resolve("prlimit.log"))
              .check(poll, sweeper));
      return print(rows, bars);
    }
  }

  private List<HonestSweep> baseline(Sweeper sweeper) throws InterruptedException {
    say("%d sweeps without an attack", BASELINE);
    // The very first one loads classes and does not count.
    sweeper.honest();
    var baseline = new ArrayList<HonestSweep>();
    for (int i = 0; i < BASELINE; i++) {
      baseline.add(sweeper.honest());
    }
    return baseline;
  }

  private static AttackRecord evidence(
      Installation at, AttackPhase.Observed observed, Sweeper sweeper) throws InterruptedException {
    var mixed = new ArrayList<MixedSweep>();
    for (int i = 0; i < observed.mixed().size(); i++) {
      var sweep = observed.mixed().get(i);
      // Two suffice to detect a changed stored sweep: a call takes 1 s.
      mixed.add(i < 2 ? sweeper.again(sweep) : sweep);
    }
    return new AttackRecord(at, observed.honest(), mixed, metrics(at));
  }

  private static String metrics(Installation at) {
    try {
      var answer = at.webPort().get("/metrics", Optional.of(at.bearer()), Duration.ofSeconds(10));
      return answer.status() == 200 ? answer.body() : "";
    } catch (IOException late) {
      return "";
    }
  }

  private boolean print(List<Row> rows, List<Row> bars) throws IOException {
    AttackTable.print("Attacks", "ATTACK", "SENT", rows, System.out);
    AttackTable.print("The honest fleet meanwhile", "BAR", "MEASURED", bars, System.out);
    var all = new ArrayList<>(rows);
    all.addAll(bars);
    long held = all.stream().filter(Row::held).count();
    System.out.printf(
        "%d of %d held, %d s; logs and reports in %s%n",
        held, all.size(), (System.nanoTime() - start) / 1_000_000_000, folder);
    if (options.json().isPresent()) {
      AttackTable.write(options.json().get(), all);
    }
    Files.deleteIfExists(folder.resolve("login-token"));
    return held == all.size();
  }

  @FormatMethod
  private void say(@FormatString String format, Object... arguments) {
    System.err.printf(
        "attack: %5.1f s  %s%n", (System.nanoTime() - start) / 1e9, format.formatted(arguments));
  }
}
