package dev.parallax.attack.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.attack.coordinator.RogueCoordinator;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;

/** An honest agent whose coordinator is rogue. Its owner allows one range of loopback. */
final class RoguesAgent {
  private static final Duration CALL = Duration.ofMinutes(3);
  private static final String NAME = "victim";

  private final Programs programs;
  private final Processes processes;
  private final Path folder;

  RoguesAgent(Programs programs, Processes processes, Path folder) {
    this.programs = programs;
    this.processes = processes;
    this.folder = folder;
  }

  void start(RogueCoordinator coordinator, String resolver)
      throws StageFailure, InterruptedException, IOException, GeneralSecurityException {
    var token = folder.resolve(NAME + ".token");
    Files.writeString(token, coordinator.token(), UTF_8);
    var state = folder.resolve(NAME).toString();
    processes
        .call(
            programs.agent(
                "join",
                coordinator.address(),
                "--token-file",
                token.toString(),
                "--name",
                NAME,
                "--state",
                state,
                "--allow",
                "127.250.0.0/16",
                "--resolver",
                resolver),
            folder.resolve("calls.log"),
            CALL)
        .orFail(Set.of(0));
    var _ =
        processes.daemon(
            NAME, programs.agent("run", "--state", state), folder.resolve(NAME + ".log"));
    if (!coordinator.awaitAgent(CALL)) {
      throw new StageFailure(NAME + " did not connect to its coordinator");
    }
  }
}
