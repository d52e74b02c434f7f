package dev.parallax.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The coordinator and the agents, as processes, driven as an operator drives them. */
final class Fleet {
  private static final Duration READY = Duration.ofSeconds(40);
  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Asking costs a process each time, on a machine that is busy starting seven others. */
  private static final Duration ASK_AGAIN = Duration.ofMillis(1_500);

  private static final Duration SWEEP = Duration.ofSeconds(60);
  private static final String CONTROL_ONE = "www.control-one.test";
  private static final String CONTROL_TWO = "www.control-two.test";

  /** A report is complete; whether it is good news is for the demo to judge. */
  private static final Set<Integer> REPORTED = Set.of(0, 1, 4, 5);

  private final Programs programs;
  private final Processes processes;
  private final World world;
  private final Path folder;
  private final Clock clock;
  private final Map<String, Daemon> agents = new LinkedHashMap<>();

  /**
   * A fleet yet to be started.
   *
   * @param folder for everything it keeps and logs
   */
  Fleet(Programs programs, Processes processes, World world, Path folder, Clock clock) {
    this.programs = programs;
    this.processes = processes;
    this.world = world;
    this.folder = folder;
    this.clock = clock;
  }

  void start() throws DemoFailure, InterruptedException, IOException {
    Files.writeString(bundle(), world.authorityPem());
    var coordinator = processes.daemon("coordinator", serve(), log("coordinator"));
    var dial = awaitAddress(coordinator, data().resolve("address"));
    join(Place.ALL.getFirst(), dial);
    Parallel.map(Place.ALL.subList(1, Place.ALL.size()), place -> join(place, dial));
    for (var place : Place.ALL) {
      run(place.name(), programs.agent("run", "--state", state(place.name())));
    }
    awaitReady(Place.ALL.stream().map(Place::name).collect(Collectors.toSet()));
  }

  private List<String> serve() {
    var command =
        new ArrayList<>(
            programs.coordinator(
                "serve",
                "--data",
                data().toString(),
                "--listen",
                "127.0.0.1:0",
                "--control-sni",
                CONTROL_ONE,
                "--own-resolver",
                world.resolver(Place.ALL.getLast()),
                "--control-sni",
                CONTROL_TWO));
    for (var reference : world.references()) {
      command.addAll(List.of("--reference", reference));
    }
    return command;
  }

  private Call join(Place place, String coordinator)
      throws DemoFailure, InterruptedException, IOException {
    var create = new ArrayList<>(programs.parallax("token", "create", "--data", data().toString()));
    place.labels().forEach((key, value) -> create.addAll(List.of("--label", key + "=" + value)));
    var token = folder.resolve(place.name() + ".token");
    Files.writeString(token, ask(create).orFail(Set.of(0)).out(), UTF_8);
    return ask(programs.agent(
            "join",
            coordinator,
            "--token-file",
            token.toString(),
            "--name",
            place.name(),
            "--state",
            state(place.name()),
            "--bind",
            place.source().getHostAddress(),
            "--allow",
            "127.0.0.0/8",
            "--resolver",
            world.resolver(place),
            "--ca-bundle",
            bundle().toString()))
        .orFail(Set.of(0));
  }

  private void run(String name, List<String> command) throws DemoFailure {
    agents.put(name, processes.daemon(name, command, log(name)));
  }

  /** Stops an agent and starts it again on the same state, with a clock ten years behind. */
  void turnBackClockOf(String name) throws DemoFailure, InterruptedException {
    var agent = agents.get(name);
    if (agent == null) {
      throw new DemoFailure("there is no agent " + name);
    }
    agent.stop();
    awaitGone(agent);
    run(name, programs.skewedAgent("run", "--state", state(name)));
    awaitReady(Set.of(name));
  }

  private void awaitReady(Set<String> names) throws DemoFailure, InterruptedException {
    var end = clock.instant().plus(READY);
    Thread.sleep(ASK_AGAIN);
    for (var missing = missing(names); !missing.isEmpty(); missing = missing(names)) {
      for (var agent : missing) {
        agent.checkAlive();
        agent.checkBefore(end, clock, "ready");
      }
      Thread.sleep(ASK_AGAIN);
    }
  }

  private List<Daemon> missing(Set<String> names) throws DemoFailure, InterruptedException {
    var ready = ready();
    return agents.values().stream()
        .filter(agent -> names.contains(agent.name()) && !ready.contains(agent.name()))
        .toList();
  }

  private void awaitGone(Daemon agent) throws DemoFailure, InterruptedException {
    var end = clock.instant().plus(READY);
    while (ready().contains(agent.name())) {
      agent.checkBefore(end, clock, "missed");
      Thread.sleep(POLL);
    }
  }

  private String awaitAddress(Daemon coordinator, Path address)
      throws DemoFailure, InterruptedException, IOException {
    var end = clock.instant().plus(READY);
    while (!Files.exists(address) || Files.readString(address).isBlank()) {
      coordinator.checkAlive();
      coordinator.checkBefore(end, clock, "listening");
      Thread.sleep(POLL);
    }
    return Files.readString(address).strip();
  }

  /** The names of the vantages that are ready. */
  private Set<String> ready() throws DemoFailure, InterruptedException {
    var list = ask(programs.parallax("vantages", "ls", "--data", data().toString()));
    return list.orFail(Set.of(0))
        .out()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 1 && columns[1].equals("ready"))
        .map(columns -> columns[0])
        .collect(Collectors.toSet());
  }

  /** Sweeps all these targets at once and gives the sweep's id. */
  String sweep(List<String> targets) throws DemoFailure, InterruptedException, IOException {
    var report = folder.resolve("sweep.json");
    var command =
        new ArrayList<>(
            programs.parallax(
                "sweep",
                "--from",
                "all",
                "--inside",
                Place.INSIDE,
                "--deadline",
                SWEEP.toSeconds() + "s",
                "-o",
                "json=" + report,
                "--data",
                data().toString()));
    command.addAll(targets);
    processes.call(command, log("sweep"), SWEEP.plus(CALL)).orFail(REPORTED);
    return Told.read(report).sweepId();
  }

  /** Writes the reports on one target. */
  void report(String sweep, String target, Path json, Path text)
      throws DemoFailure, InterruptedException {
    ask(programs.parallax(
            "report",
            sweep,
            target,
            "-o",
            "json=" + json,
            "-o",
            "text=" + text,
            "--data",
            data().toString()))
        .orFail(REPORTED);
  }

  /** The JSON report on a stored one, its verdicts derived again. */
  String attribute(Path json) throws DemoFailure, InterruptedException {
    return ask(programs.parallax("attribute", json.toString(), "-o", "json"))
        .orFail(REPORTED)
        .out();
  }

  private Call ask(List<String> command) throws DemoFailure, InterruptedException {
    return processes.call(command, log("calls"), CALL);
  }

  private Path data() {
    return folder.resolve("coordinator");
  }

  private Path bundle() {
    return folder.resolve("ca.pem");
  }

  private String state(String name) {
    return folder.resolve(name).toString();
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }
}
