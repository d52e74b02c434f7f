package dev.parallax.bench.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.agent.AgentMain;
import dev.parallax.agent.spool.SendLog;
import dev.parallax.bench.fault.check.SendRecords;
import dev.parallax.bench.fault.process.Signalled;
import dev.parallax.model.value.Sha256;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Enrols and starts the agents of a fleet, each with a send log. */
final class FaultAgents {
  private FaultAgents() {}

  /** An agent that runs, and the records of its observations. */
  record Joined(String name, Signalled process, SendRecords records, Path state) {}

  /** Two free addresses, each the first choice of an agent. */
  static List<String> addresses(FaultStage stage, int agents) throws IOException {
    while (true) {
      var pair = List.of(stage.freeAddress(), stage.freeAddress());
      long choices =
          IntStream.rangeClosed(1, agents)
              .mapToObj(number -> firstChoice(name(number), pair))
              .distinct()
              .count();
      if (choices == pair.size()) {
        return pair;
      }
    }
  }

  /** The address that an agent tries first: as {@code CoordinatorList} of the agent orders them. */
  static String firstChoice(String agent, List<String> addresses) {
    return addresses.stream()
        .min(Comparator.comparing(at -> Sha256.of((agent + " " + at).getBytes(UTF_8)).toString()))
        .orElseThrow();
  }

  private static String name(int number) {
    return "f" + number;
  }

  /**
   * @param at the addresses of coordinators
   */
  static List<Joined> join(FaultStage stage, Path folder, Path token, List<String> at, int count)
      throws StageFailure, IOException, InterruptedException {
    var joined = new ArrayList<Joined>();
    for (int number = 1; number <= count; number++) {
      joined.add(join(stage, folder, token, firstChoice(name(number), at), name(number)));
    }
    return joined;
  }

  private static Joined join(
      FaultStage stage, Path folder, Path token, String coordinator, String name)
      throws StageFailure, InterruptedException {
    var state = enrol(stage, folder, token, coordinator, name);
    var sent = folder.resolve(name + ".sent");
    var process =
        new Signalled(
            name,
            stage.processes(),
            stage.programs().agent("run", "--state", state.toString()),
            Map.of(SendLog.VARIABLE, sent.toString()),
            folder.resolve(name + ".log"));
    return new Joined(name, process, new SendRecords(sent), state);
  }

  /** Enrols an agent without starting it; returns its state folder. */
  static Path enrol(FaultStage stage, Path folder, Path token, String coordinator, String name)
      throws StageFailure, InterruptedException {
    var state = folder.resolve("agent-" + name);
    var output = new StringWriter();
    int exit =
        AgentMain.run(
            new String[] {
              "join",
              coordinator,
              "--token-file",
              token.toString(),
              "--name",
              name,
              "--state",
              state.toString(),
              "--allow",
              "127.0.0.0/8",
              "--resolver",
              stage.resolver()
            },
            Map.of(),
            Clock.systemUTC(),
            new PrintWriter(output),
            new PrintWriter(output));
    if (exit != 0) {
      throw new StageFailure(name + " did not join, exit code " + exit + ": " + output);
    }
    return state;
  }
}
