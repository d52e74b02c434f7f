package dev.parallax.agent.command;

import dev.parallax.agent.host.ClassCache;
import dev.parallax.agent.service.Agent;
import dev.parallax.agent.state.StateFolder;
import dev.parallax.wire.Contract;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "run",
    header = {
      "Connects to the coordinator and runs its probe plans until stopped.",
      "",
      "  parallax-agent run --state /var/lib/parallax-agent",
      ""
    },
    synopsisHeading = "")
public final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  private final CommandContext around;

  @Mixin private final StateOption state = new StateOption();

  public RunCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (var folder = StateFolder.open(state.folder)) {
      var config = folder.config();
      var identity = folder.identity();
      warnWithoutClassCache();
      LOG.info("agent {} as {}, {}", Contract.release(), identity, config);
      try (var agent = new Agent(config, identity, folder, around.environment(), around.clock())) {
        Runtime.getRuntime().addShutdownHook(new Thread(agent::stop, "goodbye"));
        return agent.run();
      }
    }
  }

  /** Silent where the owner chose another class cache or none. */
  private static void warnWithoutClassCache() {
    var cache = ClassCache.ofThisProcess();
    cache
        .whyUnused()
        .filter(why -> cache.file().isPresent())
        .ifPresent(why -> LOG.warn("slow start, the class cache is not used: {}", why));
  }
}
