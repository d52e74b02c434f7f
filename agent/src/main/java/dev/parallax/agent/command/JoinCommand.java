package dev.parallax.agent.command;

import dev.parallax.agent.command.question.OptInQuestions;
import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.host.HostFacts;
import dev.parallax.agent.link.Enrolled;
import dev.parallax.agent.link.EnrolmentClient;
import dev.parallax.agent.link.EnrolmentException;
import dev.parallax.agent.state.StateFolder;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.verdict.ExitCode;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "join",
    header = {
      "Enrols this host as a vantage.",
      "",
      "  parallax-agent join coordinator.example:7443 --token-file token --name eu-a-1 \\",
      "      --label isp=example --label region=eu --state /var/lib/parallax-agent",
      ""
    },
    synopsisHeading = "")
public final class JoinCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final CommandContext around;

  @Mixin private final JoinOptions options = new JoinOptions();

  public JoinCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() throws GeneralSecurityException {
    var request = JoinRequest.of(options, around.environment());
    try (var state = StateFolder.create(request.state())) {
      var agreed = agreed(request.config());
      var enrolled = enrol(request);
      var config = agreed.withLabels(enrolled.labels());
      state.save(config, enrolled.identity());
      report(config, enrolled);
    }
    return ExitCode.OK.code();
  }

  /** Without {@code --opt-in} a person at the terminal is asked. */
  private AgentConfig agreed(AgentConfig config) {
    return options.optIn.isEmpty()
        ? around.terminal().map(OptInQuestions::ask).map(config::withOptIn).orElse(config)
        : config;
  }

  private static Enrolled enrol(JoinRequest request) {
    var config = request.config();
    try {
      return new EnrolmentClient(config.route(), PATIENCE)
          .join(request.token(), config.vantage(), config.labels());
    } catch (EnrolmentException failed) {
      throw new ExitException(ExitCode.UNREACHABLE, String.valueOf(failed.getMessage()), failed);
    }
  }

  private void report(AgentConfig config, Enrolled enrolled) throws GeneralSecurityException {
    var identity = enrolled.identity();
    var page = new TextPage(around.out());
    page.line("joined", config.vantage() + " at " + config.route());
    page.line("coordinator", "CA sha256 " + Sha256.of(identity.authority().getEncoded()));
    page.line("certificate", "until " + identity.certificate().getNotAfter().toInstant());
    page.lines("label", enrolled.labels());
    page.lines("looked up", enrolled.lookedUp());
    page.line("policy", HostPolicy.describe(config));
    page.lines(
        "",
        HostFacts.collect(
            config.caBundle(), config.resolver(), around.environment(), around.clock()));
  }
}
