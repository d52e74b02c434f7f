package dev.parallax.bench.fault;

import dev.parallax.bench.fault.FaultAgents.Joined;
import dev.parallax.bench.fault.check.EvidenceCheck;
import dev.parallax.bench.fault.process.OperatorCommand;
import dev.parallax.bench.fault.process.Signalled;
import dev.parallax.bench.fault.process.SmallDisk;
import dev.parallax.bench.fault.process.Until;
import dev.parallax.peer.LinkProxy;
import dev.parallax.stage.PostgresServer;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Coordinators on one store and their agents, as processes on loopback. */
final class FaultFleet {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration CALL = Duration.ofSeconds(40);
  private static final int AGENTS = 3;
  private static final String TRIALS = "8";

  /** In the log of an agent. */
  private static final String LINK_ENDED = "link ended (";

  /** Longer than a coordinator's lease and the longest fault. */
  private static final String DEADLINE = "60s";

  /** The coordinator ends the stream of an agent that lies, and waits for it until the deadline. */
  private static final String LIAR_DEADLINE = "20s";

  /** The small disks, by the folder that is one. */
  static final String COORDINATOR_DISK = "data-0";

  static final String AGENT_DISK = "agent-f1";
  private static final int COORDINATOR_MEGABYTES = 128;
  private static final int AGENT_MEGABYTES = 2;

  private final FaultStage stage;
  private final Path folder;
  private final Optional<PostgresServer> database;
  private final List<String> addresses;
  private final List<Signalled> coordinators = new ArrayList<>();
  private List<Joined> agents = List.of();
  private Optional<LinkProxy> link = Optional.empty();
  private final Map<String, SmallDisk> disks = new HashMap<>();
  private int owner;
  private boolean liarsToo;

  private FaultFleet(
      FaultStage stage, Path folder, Optional<PostgresServer> database, List<String> addresses) {
    this.stage = stage;
    this.folder = folder;
    this.database = database;
    this.addresses = addresses;
  }

  /** A coordinator with a store in SQLite; its agents reach it through a proxy. */
  static FaultFleet alone(FaultStage stage, Path folder)
      throws StageFailure, IOException, InterruptedException {
    var fleet = new FaultFleet(stage, folder, Optional.empty(), List.of(stage.freeAddress()));
    if (SmallDisk.obstacle().isEmpty()) {
      fleet.mount(COORDINATOR_DISK, COORDINATOR_MEGABYTES);
      fleet.mount(AGENT_DISK, AGENT_MEGABYTES);
    }
    fleet.serve(0);
    var proxied = stage.proxy(fleet.addresses.getFirst());
    fleet.link = Optional.of(proxied.proxy());
    fleet.join(List.of("127.0.0.1:" + proxied.address().getPort()));
    FaultAgents.enrol(
        stage, folder, fleet.token("role=liar", 1), fleet.address(0), EvidenceCheck.LIAR);
    return fleet;
  }

  private void mount(String name, int megabytes)
      throws StageFailure, IOException, InterruptedException {
    var log = folder.resolve("mount.log");
    disks.put(name, SmallDisk.mount(stage.processes(), folder.resolve(name), megabytes, log));
  }

  /** Two coordinators on one PostgreSQL. */
  static FaultFleet shared(FaultStage stage, Path folder)
      throws StageFailure, IOException, InterruptedException {
    var database = Optional.of(stage.postgres(folder.resolve("postgres.log")));
    var addresses = FaultAgents.addresses(stage, AGENTS);
    var fleet = new FaultFleet(stage, folder, database, addresses);
    fleet.serve(0);
    FaultStage.copyAuthority(fleet.data(0), fleet.data(1));
    fleet.serve(1);
    fleet.join(addresses);
    return fleet;
  }

  private void serve(int number) throws StageFailure, InterruptedException {
    var command =
        new ArrayList<>(
            stage
                .programs()
                .parallax(
                    "serve",
                    "--data",
                    data(number).toString(),
                    "--listen",
                    addresses.get(number),
                    "--reference",
                    "none",
                    "--own-resolver",
                    "127.0.0.1:9"));
    var environment = Map.<String, String>of();
    if (database.isPresent()) {
      command.addAll(List.of("--database", database.get().address()));
      addresses.forEach(address -> command.addAll(List.of("--coordinator", address)));
      environment = Map.of("PGPASSFILE", database.get().passwordFile().toString());
    }
    var name = "coordinator-" + number;
    var log = folder.resolve(name + ".log");
    coordinators.add(new Signalled(name, stage.processes(), command, environment, log));
    Until.holds(name + " listens", START, () -> Files.exists(data(number).resolve("address")));
  }

  /** Agents at these addresses. */
  private void join(List<String> at) throws StageFailure, IOException, InterruptedException {
    agents = FaultAgents.join(stage, folder, token("role=honest", AGENTS), at, AGENTS);
    awaitReady();
  }

  private Path token(String label, int uses)
      throws StageFailure, IOException, InterruptedException {
    var created = new AtomicReference<Optional<String>>(Optional.empty());
    Until.holds(
        "a token",
        START,
        () -> {
          var number = Integer.toString(uses);
          created.set(
              answer("token", "create", "--token-only", "--uses", number, "--label", label));
          return created.get().isPresent();
        });
    return Files.writeString(folder.resolve("token"), created.get().orElseThrow());
  }

  /** Returns when the owner serves and every agent is ready for a plan. */
  void awaitReady() throws StageFailure, InterruptedException {
    var names = agents.stream().map(Joined::name).collect(Collectors.toSet());
    Until.holds("ready: " + names, START, () -> ready().containsAll(names));
  }

  private Set<String> ready() throws InterruptedException {
    return answer("vantages", "ls")
        .map(
            vantages ->
                vantages
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 1 && columns[1].equals("ready"))
                    .map(columns -> columns[0])
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  /** The output of a command; empty where it fails, as while the coordinator or a CPU is busy. */
  private Optional<String> answer(String... words) throws InterruptedException {
    try {
      return Optional.of(OperatorCommand.output(CALL, ofOwner(words)));
    } catch (StageFailure notYet) {
      return Optional.empty();
    }
  }

  /** A sweep of the targets from every agent, at the owner. */
  OperatorCommand sweep(Path report) {
    var words =
        new ArrayList<>(
            List.of("sweep", "--trials", TRIALS, "-o", "jsonl", "-o", "json=" + report));
    words.addAll(List.of("--deadline", liarsToo ? LIAR_DEADLINE : DEADLINE));
    if (!liarsToo) {
      words.addAll(List.of("--from", "role=honest"));
    }
    words.addAll(stage.targets());
    return OperatorCommand.start(ofOwner(words.toArray(String[]::new)));
  }

  private String[] ofOwner(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data(owner).toString()));
    return all.toArray(String[]::new);
  }

  /**
   * Every coordinator serves. Each agent whose link has ended starts again: it calls its first
   * choice, and its waits between attempts are as short as after a day without a fault.
   */
  void startAfresh() throws StageFailure, IOException, InterruptedException {
    for (var coordinator : coordinators) {
      if (!coordinator.isAlive()) {
        coordinator.start();
      }
    }
    awaitServing();
    for (var agent : agents) {
      if (agent.process().hasLogged(LINK_ENDED)) {
        agent.process().restart(Map.of());
      }
    }
  }

  /** Returns when every coordinator accepts connections. */
  void awaitServing() throws StageFailure, InterruptedException {
    for (var address : addresses) {
      Until.holds(address + " accepts connections", START, () -> FaultStage.accepts(address));
    }
  }

  /** Whether sweeps ask the agent that lies as well. */
  void sweepLiarsToo(boolean wanted) {
    liarsToo = wanted;
  }

  /** The state folder of the agent that lies. */
  Path liar() {
    return folder.resolve("agent-" + EvidenceCheck.LIAR);
  }

  SmallDisk disk(String name) throws StageFailure {
    return Optional.ofNullable(disks.get(name))
        .orElseThrow(() -> new StageFailure(name + " is no small disk"));
  }

  /** Selects the coordinator that the operator calls. */
  void operatorCalls(int coordinator) {
    owner = coordinator;
  }

  int size() {
    return coordinators.size();
  }

  /** The coordinator that the operator calls. */
  Signalled owner() {
    return coordinators.get(owner);
  }

  /** The other coordinator. */
  Signalled relay() {
    return coordinators.get((owner + 1) % coordinators.size());
  }

  List<Signalled> coordinators() {
    return coordinators;
  }

  List<Joined> agents() {
    return agents;
  }

  PostgresServer database() throws StageFailure {
    return database.orElseThrow(() -> new StageFailure("this fleet has no PostgreSQL"));
  }

  LinkProxy link() throws StageFailure {
    return link.orElseThrow(() -> new StageFailure("the agents of this fleet have no proxy"));
  }

  /** {@code HOST:PORT} of a coordinator. */
  String address(int number) {
    return addresses.get(number);
  }

  Path folder() {
    return folder;
  }

  FaultStage stage() {
    return stage;
  }

  /** The data folder of a coordinator. */
  Path data(int number) {
    return folder.resolve("data-" + number);
  }

  /** The data folder of the coordinator that the operator calls. */
  Path ownerData() {
    return data(owner);
  }
}
