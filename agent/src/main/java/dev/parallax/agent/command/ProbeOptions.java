package dev.parallax.agent.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code probe} takes, as typed. */
final class ProbeOptions {
  @Parameters(
      paramLabel = "TARGET",
      description = "host, host:port, [v6]:port, host@address or https://host:port/path")
  String target = "";

  @Option(
      names = "--arm",
      split = ",",
      paramLabel = "ARM",
      description =
          "what to vary: base (default), control_sni, no_sni, ttl_walk, …; all runs every one")
  List<String> arms = new ArrayList<>();

  @Option(names = "-4", description = "IPv4 addresses alone (default: both)")
  boolean four;

  @Option(names = "-6", description = "IPv6 addresses alone (default: both)")
  boolean six;

  @Option(names = "--trials", paramLabel = "N", description = "of each arm, 1 to 100 (default: 1)")
  int trials = 1;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "of a step, 0.1 to 60 (default: 5)")
  double timeout = 5;

  @Option(
      names = "--control-sni",
      paramLabel = "NAME",
      description = "the innocuous name of the control arm (default: www.example.com)")
  String controlName = "www.example.com";

  @Option(
      names = "--neutral",
      paramLabel = "TARGET",
      description = "a server elsewhere that real_sni_at_neutral may send the name to")
  Optional<String> neutral = Optional.empty();

  @Option(
      names = "--other-resolver",
      paramLabel = "RESOLVER",
      description =
          "asked by other_resolver: 192.0.2.53, tcp://…, tls://NAME@192.0.2.53,"
              + " https://NAME@192.0.2.53/…")
  List<String> resolvers = new ArrayList<>();

  @Option(
      names = "--hops",
      paramLabel = "N",
      description = "how far ttl_walk goes, 1 to 64 (default: 16)")
  int hops = 16;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "source address (default: the host's choice)")
  Optional<String> bind = Optional.empty();

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description =
          "a private, loopback or link-local range, or one address of this host, that may be"
              + " probed")
  List<String> allow = new ArrayList<>();

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS:PORT",
      description = "DNS server to ask (default: the host's own)")
  Optional<String> resolver = Optional.empty();

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      description = "CA certificates, PEM (default: the host's own)")
  Optional<String> caBundle = Optional.empty();

  @Option(
      names = "-o",
      paramLabel = "FORMAT",
      description = "text (default), or json: one parallax.v1.Observation a line")
  String format = "text";
}
