package dev.parallax.agent.command;

import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.host.ClassCache;
import dev.parallax.agent.host.HostFacts;
import dev.parallax.agent.state.StateFolder;
import dev.parallax.host.CaBundle;
import dev.parallax.model.verdict.ExitCode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    header = {
      "Checks whether an agent can work on this host, and prints what it can measure.",
      "",
      "  parallax-agent doctor",
      "  parallax-agent doctor --state /var/lib/parallax-agent",
      ""
    },
    synopsisHeading = "")
public final class AgentDoctorCommand implements Callable<Integer> {
  private static final String NONE = "none";

  private final CommandContext around;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "state folder, as given to join; its settings are used and shown")
  private Optional<Path> state = Optional.empty();

  public AgentDoctorCommand(CommandContext around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    var config = state.map(StateFolder::peek);
    Optional<Path> caBundle = config.flatMap(AgentConfig::caBundle);
    Optional<InetSocketAddress> resolver = config.flatMap(AgentConfig::resolver);
    var facts = HostFacts.collect(caBundle, resolver, around.environment(), around.clock());
    var page = new TextPage(around.out());
    var bundle = CaBundle.locate(caBundle, around.environment());
    config.ifPresent(joined -> report(joined, page));
    HostFacts.ordered(facts).forEach(page::line);
    page.line("capture of the service", service(new CaptureDropIn(Path.of("/"))));
    page.line(
        "class cache",
        ClassCache.ofThisProcess().whyUnused().map(why -> "not used: " + why).orElse("used"));
    bundle.ifPresent(path -> page.line("CA bundle file", path + "; not sent"));
    page.line(
        "clock",
        around.clock().instant().truncatedTo(ChronoUnit.SECONDS)
            + "; compared with the coordinator's while running");
    return judge(missing(facts, bundle));
  }

  private static void report(AgentConfig joined, TextPage page) {
    page.line("joined", joined.vantage() + " at " + joined.coordinator());
    page.lines("label", joined.labels());
    page.line("policy", HostPolicy.describe(joined));
  }

  /** This process may have other capabilities than the service. */
  private static String service(CaptureDropIn dropIn) {
    return dropIn.isEnabled()
        ? "permitted by " + dropIn.link()
        : "not permitted: the service lacks CAP_NET_RAW; parallax-agent capture enable gives it";
  }

  private static int judge(List<String> missing) {
    if (!missing.isEmpty()) {
      throw ExitException.usage("an agent cannot work here: " + String.join("; ", missing));
    }
    return ExitCode.OK.code();
  }

  private static List<String> missing(Map<String, String> facts, Optional<Path> bundle) {
    var missing = new ArrayList<String>();
    if (NONE.equals(facts.get("resolver"))) {
      missing.add("no DNS server in /etc/resolv.conf (join with --resolver)");
    }
    if (NONE.equals(facts.get("ca_bundle"))) {
      missing.add("no CA bundle found (join with --ca-bundle)");
    }
    Optional.ofNullable(facts.get("ca_bundle_error"))
        .flatMap(problem -> bundle.map(path -> "CA bundle " + path + " " + problem))
        .ifPresent(missing::add);
    if (NONE.equals(facts.get("tls_library"))) {
      missing.add("no TLS library for this platform");
    }
    return missing;
  }
}
