package dev.parallax.agent.command;

import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.config.HandshakeRates;
import dev.parallax.agent.config.OwnerPolicy;
import dev.parallax.agent.plan.ProbingRules;
import dev.parallax.agent.state.Pause;
import dev.parallax.agent.state.StateFolder;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.text.Printable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "policy",
    header = {
      "Prints the policy of this host, or whether it permits a target.",
      "",
      "  parallax-agent policy show --state /var/lib/parallax-agent",
      "  parallax-agent policy check 10.0.0.5:443 --state /var/lib/parallax-agent",
      "",
      "The policy is the file policy.conf in the state folder. check exits with 6 where an address"
          + " of the target, or every probe at this time, is refused.",
      ""
    },
    synopsisHeading = "")
public final class PolicyCommand implements Callable<Integer> {
  private final CommandContext around;

  @Parameters(index = "0", paramLabel = "show|check", description = "action")
  private String action = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "TARGET", description = "target of check")
  private Optional<String> target = Optional.empty();

  @Mixin private final StateOption state = new StateOption();

  public PolicyCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (action.equals("show") && target.isEmpty()) {
      return show();
    }
    if (action.equals("check") && target.isPresent()) {
      return check(target.get());
    }
    throw ExitException.usage(
        "policy: expected show, or check TARGET, got: "
            + action
            + target.map(t -> " " + t).orElse(""));
  }

  private int show() {
    var config = StateFolder.peek(state.folder);
    var policy = config.ownerPolicy();
    var page = new TextPage(around.out());
    page.line("file", StateFolder.policyFile(state.folder).toString());
    page.line("policy", HostPolicy.describe(config));
    page.line("rates", rates(policy.rates()));
    page.line("quiet hours", quietHours(policy.times()));
    page.line(
        "probing",
        rules(policy.times())
            .refusal()
            .map(rule -> "refused now: " + rule)
            .orElse("on; parallax-agent pause stops it"));
    page.line("sweeps from", sweepsFrom(config));
    return ExitCode.OK.code();
  }

  private static String rates(HandshakeRates rates) {
    return "at most %s handshakes/s to one port, %s to one address, %s in total; %s connections open"
        .formatted(rates.port(), rates.address(), rates.total(), rates.limits().held());
  }

  private static String quietHours(OwnerPolicy.Times times) {
    return times.quietHours().isEmpty() ? "none" : joined(times.quietHours());
  }

  private String sweepsFrom(AgentConfig config) {
    var permitted = config.ownerPolicy().times().sweepsFrom();
    var joined = config.coordinator() + ", CA sha256 " + authority();
    return permitted.isEmpty()
        ? joined + ", alone"
        : "coordinators with CA sha256 " + joined(permitted) + "; joined: " + joined;
  }

  private static String joined(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private ProbingRules rules(OwnerPolicy.Times times) {
    return new ProbingRules(new Pause(state.folder), times, this::authority, around.clock());
  }

  private Bytes authority() {
    return StateFolder.authority(state.folder);
  }

  private int check(String text) {
    var config = StateFolder.peek(state.folder);
    var asked = parse(text);
    var now = rules(config.ownerPolicy().times()).refusal();
    now.ifPresent(rule -> around.out().println("every target now: refused: " + rule));
    var permitted = now.isEmpty();
    for (var address : addresses(asked)) {
      permitted &= check(config, asked, address);
    }
    around.out().flush();
    return (permitted ? ExitCode.OK : ExitCode.REFUSED_BY_POLICY).code();
  }

  private boolean check(AgentConfig config, Target asked, InetAddress address) {
    var refusal = config.policy().check(address, asked.port());
    around
        .out()
        .println(
            address.getHostAddress()
                + " port "
                + asked.port()
                + ": "
                + refusal.map(found -> "refused: " + found.detail()).orElse("permitted"));
    return refusal.isEmpty();
  }

  private static Target parse(String text) {
    try {
      return Target.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw ExitException.usage("policy check: " + malformed.getMessage());
    }
  }

  private static List<InetAddress> addresses(Target asked) {
    if (asked.address().isPresent()) {
      return List.of(asked.address().get());
    }
    try {
      return List.of(InetAddress.getAllByName(asked.host()));
    } catch (UnknownHostException unknown) {
      throw ExitException.usage(
          "policy check: expected a name with addresses, got: "
              + Printable.escaped(asked.host(), Printable.LIMIT));
    }
  }
}
