package dev.parallax.agent.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code join} as typed. */
final class JoinOptions {
  static final String NO_OPT_IN = "none";

  @Parameters(paramLabel = "HOST:PORT", description = "address of the coordinator")
  String coordinator = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "file with the join token, - for standard input (default: the variable PARALLAX_TOKEN)")
  Optional<String> tokenFile = Optional.empty();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "name of this vantage: 1 to 64 characters of A-Z a-z 0-9 . _ -")
  String name = "";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description =
          "label of this vantage: isp, asn, provider, country, region, city or any other key")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "state folder for key, certificate and configuration; created if absent")
  String state = "";

  @Option(
      names = "--proxy",
      paramLabel = "http://HOST:PORT",
      description =
          "HTTP proxy on the way to the coordinator, used by CONNECT; probes never use a proxy")
  Optional<String> proxy = Optional.empty();

  @Option(
      names = "--proxy-credentials-file",
      paramLabel = "FILE",
      description =
          "file with the line USER:PASSWORD for the proxy, - for standard input; kept in the state"
              + " folder")
  Optional<String> proxyCredentialsFile = Optional.empty();

  @Mixin final ProbingOptions probing = new ProbingOptions();

  @Option(
      names = "--opt-in",
      paramLabel = "ACT",
      description =
          "consent to an act, repeatable: real_sni_at_neutral (send the server name of the target"
              + " to another server), ttl_walk (send packets with limited hop counts), responder"
              + " (make handshakes with other agents), control_sni (send the target a control name"
              + " that is not reserved for examples), private_body (report hash and title of a page"
              + " that is reached by --allow only), capture (report connections of a sweep that"
              + " arrive at another program of this host), big_answer (read up to 128 KiB of"
              + " answers of the target and of a neutral server), tcp_send (send the bytes of a"
              + " script to a tcp:// target); none for no act. Without this option a person at a"
              + " terminal is asked about three of them, and no act is permitted elsewhere")
  List<String> optIn = new ArrayList<>();

  @Option(
      names = "--responder",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "answer handshakes of other agents on this port, so that both ends of a connection record"
              + " a reset. ADDRESS is the address under which other agents reach this host; the"
              + " coordinator accepts only the address from which this host connects, or the label"
              + " responder=ADDRESS:PORT of the token (default: no port, no handshake is answered)")
  Optional<String> responder = Optional.empty();
}
