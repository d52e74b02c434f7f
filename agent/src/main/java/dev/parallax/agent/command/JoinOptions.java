package dev.parallax.agent.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code join} is told, as typed. */
final class JoinOptions {
  @Parameters(paramLabel = "HOST:PORT", description = "where the coordinator listens")
  String coordinator = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "file holding the join token; else the variable PARALLAX_TOKEN")
  Optional<String> tokenFile = Optional.empty();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "name of this vantage: 1 to 64 of A-Z a-z 0-9 . _ -")
  String name = "";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "where this is: isp, asn, provider, country, region, city or a key of your own")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "folder for key, certificate and configuration; made when absent")
  String state = "";

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "source address of probes (default: the host's choice)")
  Optional<String> bind = Optional.empty();

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description =
          "a private, loopback or link-local range, or one address of this host, that may be"
              + " probed from here")
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
      names = "--opt-in",
      paramLabel = "ACT",
      description =
          "allow an act, repeatable: real_sni_at_neutral (send the target's server name to another"
              + " server), ttl_walk (limited hop counts), responder (handshakes with other agents),"
              + " control_sni (send the target a control name that is not reserved for examples),"
              + " private_body (report hash and title of a page that only --allow opens), capture"
              + " (report connections of a sweep that arrive at another program of this host)")
  List<String> optIn = new ArrayList<>();

  @Option(
      names = "--responder",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "answer handshakes of other agents on this port, so that two ends can say who broke a"
              + " connection; ADDRESS is where they reach it, and the coordinator believes only the"
              + " address it sees this host at, or the label responder=ADDRESS:PORT of the token"
              + " (default: that address; default port: none, nobody is answered)")
  Optional<String> responder = Optional.empty();
}
