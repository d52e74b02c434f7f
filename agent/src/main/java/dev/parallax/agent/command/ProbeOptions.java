package dev.parallax.agent.command;

import dev.parallax.model.plan.BrowserHello;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code probe} as typed. */
final class ProbeOptions {
  @Parameters(
      paramLabel = "TARGET",
      description = "target: host, host:port, [v6]:port, host@address or https://host:port/path")
  String target = "";

  @Option(
      names = "--arm",
      split = ",",
      paramLabel = "ARM",
      description =
          "arms to run: base (default), control_sni, no_sni, ttl_walk, …; all runs every arm;"
              + " browser_hello sends the ClientHellos of "
              + BrowserHello.LIST)
  List<String> arms = new ArrayList<>();

  @Option(
      names = "--expect",
      paramLabel = "WORD",
      description =
          "what must come back: status=200-299,301, body~REGEX, body!~REGEX, header:NAME~REGEX,"
              + " header:NAME!~REGEX, alpn=h2, tls>=1.2, cert-days>=14 or dns=192.0.2.0/24; of a"
              + " tcp://host:port target, in their order, reply~REGEX and send=TEXT; repeatable")
  List<String> expected = new ArrayList<>();

  @Option(
      names = "--request",
      paramLabel = "WORD",
      description =
          "what is sent: method=GET|HEAD|OPTIONS|POST, 'header=NAME: VALUE' or credentials=NAME"
              + " with --credentials; repeatable")
  List<String> requested = new ArrayList<>();

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "credentials, one a line, as for parallax serve: NAME https://HOST[:PORT] bearer TOKEN,"
              + " or basic USER:PASSWORD; sent to this origin alone after its certificate was found"
              + " valid, and shown nowhere; only its owner may read the file (default: none)")
  Optional<Path> credentials = Optional.empty();

  @Option(names = "-4", description = "probe IPv4 addresses only (default: both families)")
  boolean four;

  @Option(names = "-6", description = "probe IPv6 addresses only (default: both families)")
  boolean six;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "number of trials per arm, 1 to 100 (default: 1)")
  int trials = 1;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "timeout of each step in seconds, 0.1 to 60 (default: 5)")
  double timeout = 5;

  @Option(
      names = "--control-sni",
      paramLabel = "NAME",
      description = "server name for the arm control_sni (default: www.example.com)")
  String controlName = "www.example.com";

  @Option(
      names = "--neutral",
      paramLabel = "TARGET",
      description = "neutral TLS server for the arm real_sni_at_neutral")
  Optional<String> neutral = Optional.empty();

  @Option(
      names = "--other-resolver",
      paramLabel = "RESOLVER",
      description =
          "resolver for the arm other_resolver: 192.0.2.53, tcp://…, tls://NAME@192.0.2.53,"
              + " https://NAME@192.0.2.53/…")
  List<String> resolvers = new ArrayList<>();

  @Option(
      names = "--hops",
      paramLabel = "N",
      description = "largest hop limit of ttl_walk, 1 to 64 (default: 16)")
  int hops = 16;

  @Mixin final ProbingOptions probing = new ProbingOptions();

  @Option(
      names = "-o",
      paramLabel = "FORMAT",
      description = "text (default), or json: a parallax.v1.Observation per line")
  String format = "text";
}
