package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.web.access.LoginToken;
import dev.parallax.web.access.WebConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of {@code parallax serve} about its HTTP port. */
public final class WebOptions {
  private static final String LOOPBACK = "127.0.0.1";

  @Option(
      names = "--http",
      paramLabel = "[HOST:]PORT",
      description =
          "Address of the web pages and /metrics. Without HOST: loopback. Port 0 selects a free"
              + " port. On any other address TLS is used, and an operator certificate or the login"
              + " token is required. Default: no web pages.")
  private Optional<String> http = Optional.empty();

  @Option(
      names = "--http-token-file",
      paramLabel = "FILE",
      description =
          "File with the login token for the web pages, at least 20 characters. With this option"
              + " the token is required on loopback too.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--http-name",
      paramLabel = "NAME",
      description =
          "Host name under which browsers reach the pages. Repeatable. Default: IP addresses only.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--nel",
      description =
          "Take reports of browsers (Network Error Logging) on watched targets at /nel of the web"
              + " port, without a login. Only counts by failure, network (--mmdb) and country are"
              + " kept, in memory.")
  private boolean nel;

  /** Empty when no port was requested. */
  public Optional<WebConfig> config() {
    if (http.isEmpty() && (tokenFile.isPresent() || !names.isEmpty() || nel)) {
      throw CliException.usage("--http-token-file, --http-name and --nel go with --http");
    }
    return http.map(text -> new WebConfig(address(text), token(), names(), nel));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    var host = colon < 0 ? LOOPBACK : text.substring(0, colon).replaceAll("[\\[\\]]", "");
    var port = text.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw CliException.usage("--http takes [HOST:]PORT with a port of 0 to 65535, got: " + text);
    }
    var address = new InetSocketAddress(host, Integer.parseInt(port));
    if (address.isUnresolved()) {
      throw CliException.usage("--http takes an address of this host, got: " + text);
    }
    return address;
  }

  private Optional<LoginToken> token() {
    return tokenFile.map(path -> OptionValue.read("--http-token-file", path, LoginToken::read));
  }

  private Set<String> names() {
    names.stream()
        .filter(name -> !name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"))
        .findFirst()
        .ifPresent(
            name -> {
              throw CliException.usage("--http-name takes a host name, got: " + name);
            });
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
