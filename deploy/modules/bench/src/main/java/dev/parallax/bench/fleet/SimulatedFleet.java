package dev.parallax.bench.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.route.HostPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A process with many simulated agents. For each line of its input it prints one line; it ends with
 * its input.
 *
 * <pre>
 * connect N                      the first N agents run; the number of them that exist
 * connected                      the number of open streams
 * conduct SILENT DISCONNECTING   percent of the agents; the others are healthy
 * plans                          plans since the last such line, and the ns of the slowest
 * </pre>
 */
final class SimulatedFleet {
  /** New links a second: a fleet grows, and does not appear at once. */
  private static final int PER_SECOND = 250;

  private static final int HUNDRED = 100;

  private final List<SimulatedLink> agents = new ArrayList<>();
  private final FleetFigures figures = new FleetFigures();
  private final PrintStream out;
  private int running;
  private volatile int silent;
  private volatile int disconnecting;

  private SimulatedFleet(
      HostPort coordinator,
      List<AgentIdentity> identities,
      ScheduledExecutorService timer,
      PrintStream out) {
    this.out = out;
    for (int i = 0; i < identities.size(); i++) {
      int place = i % HUNDRED;
      agents.add(
          new SimulatedLink(
              coordinator, identities.get(i), i, figures, () -> conduct(place), timer));
    }
  }

  /**
   * Runs until its input ends.
   *
   * @param args {@code HOST:PORT} of the coordinator, and the file of the identities
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var identities = FleetMembers.read(Path.of(args[1]));
    var timer = Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());
    var out = new PrintStream(System.out, true, UTF_8);
    new SimulatedFleet(HostPort.parse(args[0]), identities, timer, out).obey();
    System.exit(0);
  }

  private void obey() throws IOException, InterruptedException {
    out.println("ready " + agents.size());
    var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (var line = orders.readLine(); line != null; line = orders.readLine()) {
      out.println(answer(line.split(" ", -1)));
    }
  }

  private String answer(String[] order) throws InterruptedException {
    switch (order[0]) {
      case "connect" -> {
        return Integer.toString(connect(Integer.parseInt(order[1])));
      }
      case "conduct" -> {
        silent = Integer.parseInt(order[1]);
        disconnecting = Integer.parseInt(order[2]);
      }
      case "connected" -> {
        return Integer.toString(figures.connectedNow());
      }
      case "plans" -> {
        return figures.plans();
      }
      default -> throw new IllegalArgumentException("unknown order: " + order[0]);
    }
    return "done";
  }

  private int connect(int wanted) throws InterruptedException {
    int own = Math.min(wanted, agents.size());
    for (; running < own; running++) {
      var _ = Thread.ofVirtual().name("agent " + running).start(agents.get(running)::run);
      Thread.sleep(Duration.ofSeconds(1).dividedBy(PER_SECOND));
    }
    return own;
  }

  private Conduct conduct(int place) {
    if (place < silent) {
      return Conduct.SILENT;
    }
    return place < silent + disconnecting ? Conduct.DISCONNECTING : Conduct.HEALTHY;
  }
}
