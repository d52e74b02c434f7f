package dev.parallax.agent.command;

import dev.parallax.agent.config.ExitException;
import dev.parallax.model.verdict.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "capture",
    header = {
      "Permits the service of this host to record the packets of its own probes, or forbids it.",
      "",
      "  parallax-agent capture enable",
      "  parallax-agent capture disable",
      "",
      "Expects root. Links or removes a drop-in that gives the service CAP_NET_RAW, and restarts a"
          + " service that runs.",
      ""
    },
    synopsisHeading = "")
public final class CaptureCommand implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 30;

  private final CommandContext around;

  @Parameters(paramLabel = "enable|disable", description = "action")
  private String action = "";

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "file system of the service (default: /)",
      defaultValue = "/")
  private Path root = Path.of("/");

  public CaptureCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var dropIn = new CaptureDropIn(root);
    var changed =
        switch (action) {
          case "enable" -> dropIn.enable();
          case "disable" -> dropIn.disable();
          default ->
              throw ExitException.usage("capture: expected enable or disable, got: " + action);
        };
    if (changed && Files.isDirectory(root.resolve("run/systemd/system"))) {
      systemctl("daemon-reload");
      systemctl("try-restart", "parallax-agent.service");
    }
    around
        .out()
        .println(
            "capture: "
                + (dropIn.isEnabled() ? "permitted by " + dropIn.link() : "not permitted")
                + (changed ? "" : ", as before"));
    around.out().flush();
    return ExitCode.OK.code();
  }

  private static void systemctl(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("systemctl"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw ExitException.usage(
          String.join(" ", command) + " has failed: journalctl -u parallax-agent");
    }
  }
}
