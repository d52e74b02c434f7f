package dev.parallax.agent.dns.stub;

import dev.parallax.model.endpoint.Resolver.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses the format of resolv.conf(5) as glibc does: what it does not know, it ignores. */
public final class ResolvConf {
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63}){0,30}");

  private static final int PORT = 53;
  private static final int MOST_SERVERS = 3;
  private static final int MOST_DOMAINS = 32;
  private static final int MOST_DOTS = 15;
  private static final int LONGEST_SECONDS = 30;
  private static final int MOST_ATTEMPTS = 5;
  private static final String THIS_HOST = "127.0.0.1";

  private final List<InetSocketAddress> servers = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private Optional<List<String>> search = Optional.empty();

  private ResolvConf() {}

  /**
   * Parses a file. Without a name server the result is the name server of this host, 127.0.0.1.
   *
   * @param environment {@code LOCALDOMAIN} replaces the search list, {@code RES_OPTIONS} adds
   *     options
   * @param hostName the domain of this name is the search list of a file without a search list
   */
  public static ResolverConfiguration parse(
      List<String> lines, Map<String, String> environment, String hostName) {
    var file = new ResolvConf();
    lines.forEach(file::line);
    Optional.ofNullable(environment.get("LOCALDOMAIN"))
        .ifPresent(domains -> file.search = Optional.of(words(domains)));
    file.options.addAll(words(environment.getOrDefault("RES_OPTIONS", "")));
    return file.configuration(hostName);
  }

  private void line(String line) {
    var words = words(line);
    if (words.size() < 2) {
      return;
    }
    var values = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "nameserver" -> server(values.getFirst()).ifPresent(servers::add);
      case "search" -> search = Optional.of(values);
      case "domain" -> search = Optional.of(values.subList(0, 1));
      case "options" -> options.addAll(values);
      default -> {}
    }
  }

  private ResolverConfiguration configuration(String hostName) {
    return new ResolverConfiguration(
        servers.isEmpty()
            ? server(THIS_HOST).stream().toList()
            : servers.stream().limit(MOST_SERVERS).toList(),
        search.orElseGet(() -> domain(hostName)).stream()
            .map(ResolvConf::canonical)
            .filter(domain -> DOMAIN.matcher(domain).matches())
            .limit(MOST_DOMAINS)
            .toList(),
        number("ndots:", 1, 0, MOST_DOTS),
        Duration.ofSeconds(
            number(
                "timeout:",
                (int) ResolverConfiguration.STANDARD_TIMEOUT.toSeconds(),
                1,
                LONGEST_SECONDS)),
        number("attempts:", ResolverConfiguration.STANDARD_ATTEMPTS, 1, MOST_ATTEMPTS),
        options.contains("rotate"),
        options.contains("use-vc") ? Transport.TCP : Transport.UDP);
  }

  private static List<String> words(String line) {
    var text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.startsWith(";")
        ? List.of()
        : List.of(text.split("\\s+", -1));
  }

  private static Optional<InetSocketAddress> server(String literal) {
    try {
      return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(literal), PORT));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static List<String> domain(String hostName) {
    int dot = hostName.indexOf('.');
    return dot < 0 ? List.of() : List.of(hostName.substring(dot + 1));
  }

  private static String canonical(String domain) {
    var lower = domain.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** The last value counts. */
  private int number(String name, int standard, int least, int most) {
    return Stream.concat(Stream.of(name + standard), options.stream())
        .filter(option -> option.startsWith(name))
        .map(option -> option.substring(name.length()))
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> Math.clamp(Integer.parseInt(value), least, most))
        .reduce(standard, (earlier, later) -> later);
  }
}
