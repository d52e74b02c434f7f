package dev.parallax.agent.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code join} and {@code probe} on how this host probes, as typed. */
final class ProbingOptions {
  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "source address of probes (default: chosen by the host)")
  Optional<String> bind = Optional.empty();

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description =
          "private, loopback or link-local range, or an address of this host, that probes may"
              + " reach")
  List<String> allow = new ArrayList<>();

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS:PORT",
      description = "name server to query (default: the resolver of the host)")
  Optional<String> resolver = Optional.empty();

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      description = "PEM file of certificate authorities (default: the bundle of the host)")
  Optional<String> caBundle = Optional.empty();
}
