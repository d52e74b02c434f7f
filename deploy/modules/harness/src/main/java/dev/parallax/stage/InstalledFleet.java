package dev.parallax.stage;

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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The coordinator and the agents, as processes, driven as an operator drives them. */
public final class InstalledFleet {
  private static final Duration CALL = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Each query costs a process, on a machine that is starting seven others. */
  private static final Duration ASK_AGAIN = Duration.ofMillis(1_500);

  /** A report is complete with any verdict. */
  private static final Set<Integer> REPORTED = Set.of(0, 1, 4, 5);

  private final Programs programs;
  private final Processes processes;
  private final Member control;
  private final Path folder;
  private final Duration ready;
  private final Clock clock;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Daemon> agents = new LinkedHashMap<>();
  private final Map<String, Daemon> daemons = new LinkedHashMap<>();

  /**
   * A fleet before its start.
   *
   * @param coordinatorHost the prefix of a command that runs it on the coordinator's host
   * @param folder for its files and logs
   * @param ready the time limit for the start of a program
   */
  public InstalledFleet(
      Programs programs,
      Processes processes,
      List<String> coordinatorHost,
      Path folder,
      Duration ready,
      Clock clock) {
    this.programs = programs;
    this.processes = processes;
    this.control = new Member("coordinator", Map.of(), List.of(), coordinatorHost);
    this.folder = folder;
    this.ready = ready;
    this.clock = clock;
  }

  /**
   * Starts all and waits until every agent is ready.
   *
   * @param serving options of {@code parallax serve} in addition to the data folder
   */
  public void start(List<String> serving, List<Member> vantages)
      throws StageFailure, InterruptedException, IOException {
    var serve = new ArrayList<>(programs.coordinator("serve", "--data", data().toString()));
    serve.addAll(serving);
    var coordinator = processes.daemon("coordinator", control.onHost(serve), log("coordinator"));
    daemons.put(coordinator.name(), coordinator);
    var dial = awaitAddress(coordinator, data().resolve("address"));
    vantages.forEach(member -> members.put(member.name(), member));
    join(vantages.getFirst(), dial);
    Parallel.map(vantages.subList(1, vantages.size()), member -> join(member, dial));
    for (var member : vantages) {
      run(member, programs.agent("run", "--state", state(member.name())));
    }
    awaitReady(members.keySet());
  }

  /** The coordinator, by the name {@code coordinator}, or an agent. */
  public Daemon daemon(String name) throws StageFailure {
    var daemon = daemons.get(name);
    if (daemon == null) {
      throw new StageFailure("there is no process " + name);
    }
    return daemon;
  }

  /** A token with uses enough for several agents. */
  public String token(int uses) throws StageFailure, InterruptedException {
    return ask(programs.parallax(
            "token",
            "create",
            "--token-only",
            "--uses",
            Integer.toString(uses),
            "--data",
            data().toString()))
        .orFail(Set.of(0))
        .out()
        .strip();
  }

  private Call join(Member member, String coordinator)
      throws StageFailure, InterruptedException, IOException {
    var create =
        new ArrayList<>(
            programs.parallax("token", "create", "--token-only", "--data", data().toString()));
    member.labels().forEach((key, value) -> create.addAll(List.of("--label", key + "=" + value)));
    var token = folder.resolve(member.name() + ".token");
    Files.writeString(token, ask(create).orFail(Set.of(0)).out(), UTF_8);
    var join =
        new ArrayList<>(
            programs.agent(
                "join",
                coordinator,
                "--token-file",
                token.toString(),
                "--name",
                member.name(),
                "--state",
                state(member.name())));
    join.addAll(member.joining());
    return processes.call(member.onHost(join), log("calls"), CALL).orFail(Set.of(0));
  }

  private void run(Member member, List<String> command) throws StageFailure {
    var name = member.name();
    var agent = processes.daemon(name, member.onHost(command), log(name));
    agents.put(name, agent);
    daemons.put(name, agent);
  }

  /** Stops an agent and starts it again on the same state, with a clock ten years behind. */
  public void turnBackClockOf(String name) throws StageFailure, InterruptedException {
    restart(name, programs.onTheAgent(SkewedAgent.class, "run", "--state", state(name)));
  }

  /** Stops an agent and starts it again as usual. */
  public void restart(String name) throws StageFailure, InterruptedException {
    restart(name, programs.agent("run", "--state", state(name)));
  }

  private void restart(String name, List<String> command)
      throws StageFailure, InterruptedException {
    stop(name);
    run(Objects.requireNonNull(members.get(name)), command);
    awaitReady(Set.of(name));
  }

  /** Stops an agent; returns when the coordinator has noticed. */
  public void stop(String name) throws StageFailure, InterruptedException {
    var agent = agents.get(name);
    if (agent == null) {
      throw new StageFailure("there is no agent " + name);
    }
    agent.stop();
    awaitGone(agent);
  }

  /** Ends every process of this fleet, the agents first. */
  public void stopAll() {
    agents.values().forEach(Daemon::stop);
    daemons.values().forEach(Daemon::stop);
  }

  private void awaitReady(Set<String> names) throws StageFailure, InterruptedException {
    var end = clock.instant().plus(ready);
    Thread.sleep(ASK_AGAIN);
    for (var missing = missing(names); !missing.isEmpty(); missing = missing(names)) {
      for (var agent : missing) {
        agent.checkAlive();
        agent.checkBefore(end, clock, "ready");
      }
      Thread.sleep(ASK_AGAIN);
    }
  }

  private List<Daemon> missing(Set<String> names) throws StageFailure, InterruptedException {
    var listed = readyNow();
    return agents.values().stream()
        .filter(agent -> names.contains(agent.name()) && !listed.contains(agent.name()))
        .toList();
  }

  private void awaitGone(Daemon agent) throws StageFailure, InterruptedException {
    var end = clock.instant().plus(ready);
    while (readyNow().contains(agent.name())) {
      agent.checkBefore(end, clock, "missed");
      Thread.sleep(POLL);
    }
  }

  private String awaitAddress(Daemon coordinator, Path address)
      throws StageFailure, InterruptedException, IOException {
    var end = clock.instant().plus(ready);
    while (!Files.exists(address) || Files.readString(address).isBlank()) {
      coordinator.checkAlive();
      coordinator.checkBefore(end, clock, "listening");
      Thread.sleep(POLL);
    }
    return Files.readString(address).strip();
  }

  /** The names of the vantages that are ready. */
  private Set<String> readyNow() throws StageFailure, InterruptedException {
    var list = ask(programs.parallax("vantages", "ls", "--data", data().toString()));
    return list.orFail(Set.of(0))
        .out()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 1 && columns[1].equals("ready"))
        .map(columns -> columns[0])
        .collect(Collectors.toSet());
  }

  /**
   * Sweeps all these targets at once and leaves the report in JSON.
   *
   * @param options of {@code parallax sweep} in addition to deadline and output
   */
  public void sweep(List<String> targets, List<String> options, Duration deadline, Path report)
      throws StageFailure, InterruptedException {
    var command =
        new ArrayList<>(
            programs.parallax(
                "sweep",
                "--deadline",
                deadline.toSeconds() + "s",
                "-o",
                "json=" + report,
                "--data",
                data().toString()));
    command.addAll(options);
    command.addAll(targets);
    processes.call(control.onHost(command), log("sweep"), deadline.plus(CALL)).orFail(REPORTED);
  }

  /** Writes the reports on one target. */
  public void report(String sweep, String target, Path json, Path text)
      throws StageFailure, InterruptedException {
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

  /** The JSON report of a stored sweep, with its verdicts derived again. */
  public String attribute(Path json) throws StageFailure, InterruptedException {
    return ask(programs.parallax("attribute", json.toString(), "-o", "json"))
        .orFail(REPORTED)
        .out();
  }

  private Call ask(List<String> command) throws StageFailure, InterruptedException {
    return processes.call(control.onHost(command), log("calls"), CALL);
  }

  private Path data() {
    return folder.resolve("coordinator");
  }

  private String state(String name) {
    return folder.resolve(name).toString();
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }
}
