package dev.parallax.agent.host;

import dev.parallax.host.CaBundle;
import dev.parallax.host.UnreadableCaBundleException;
import dev.parallax.wire.Contract;
import io.netty.handler.ssl.OpenSsl;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The facts of its host that an agent sends to its coordinator; they often show a vantage's faults.
 * No fact contains a path, a proxy's address or a credential of the host.
 */
public final class HostFacts {
  private static final int FINGERPRINT = 16;
  private static final String NONE = "none";

  private final Map<String, String> facts = new TreeMap<>();

  /** Facts for people: the machine, its network, its trust, its permissions. */
  private static final List<String> ORDER =
      List.of(
          "agent_version",
          "os",
          "kernel",
          "arch",
          "java",
          "time_synchronised",
          "address_families",
          "resolver",
          "resolver_options",
          "proxy",
          "tls_library",
          "ca_bundle",
          "ca_bundle_error",
          "ca_bundle_certificates",
          "ca_bundle_age",
          "ca_bundle_sha256",
          "capture",
          "icmp_echo",
          "hop_addresses");

  private HostFacts() {}

  /** The same facts in reading order; facts without a fixed position come last. */
  public static SequencedMap<String, String> ordered(Map<String, String> facts) {
    var ordered = new LinkedHashMap<String, String>();
    ORDER.stream()
        .filter(facts::containsKey)
        .forEach(name -> ordered.put(name, facts.getOrDefault(name, "")));
    new TreeMap<>(facts).forEach(ordered::putIfAbsent);
    return ordered;
  }

  /**
   * Collects the facts. No exception is thrown; an unknown fact is {@code none} or contains the
   * reason.
   *
   * @param caBundle the configured one; absent means the host's. The fact {@code ca_bundle} is its
   *     kind: {@code configured}, {@code SSL_CERT_FILE}, {@code host} or {@code none}
   * @param resolver the configured one; absent means the host's
   */
  public static Map<String, String> collect(
      Optional<Path> caBundle,
      Optional<InetSocketAddress> resolver,
      Map<String, String> environment,
      Clock clock) {
    var host = new HostFacts();
    host.addSystem();
    host.addNetwork(resolver, environment);
    host.facts.putAll(KernelFacts.collect());
    var located = CaBundle.locate(caBundle, environment);
    host.facts.put("ca_bundle", located.map(at -> kind(caBundle, environment)).orElse(NONE));
    host.addCaBundle(located, clock);
    return Map.copyOf(host.facts);
  }

  private void addSystem() {
    facts.put("agent_version", Contract.release());
    facts.put("os", OperatingSystem.name());
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("arch", System.getProperty("os.arch"));
    facts.put("java", System.getProperty("java.runtime.version"));
    facts.put("tls_library", tlsLibrary());
  }

  private void addNetwork(Optional<InetSocketAddress> resolver, Map<String, String> environment) {
    facts.put(
        "resolver",
        resolver
            .map(at -> at.getAddress().getHostAddress() + ":" + at.getPort())
            .orElseGet(() -> orNone(OperatingSystem.nameServers().stream())));
    facts.put("resolver_options", orNone(OperatingSystem.resolverOptions().stream()));
    facts.put("proxy", ProxyVariables.fact(environment).orElse(NONE));
    facts.put("address_families", addressFamilies());
  }

  private static String kind(Optional<Path> configured, Map<String, String> environment) {
    if (configured.isPresent()) {
      return "configured";
    }
    return environment.containsKey(CaBundle.VARIABLE) ? CaBundle.VARIABLE : "host";
  }

  private void addCaBundle(Optional<Path> path, Clock clock) {
    try {
      path.map(CaBundle::read).ifPresent(bundle -> addCaBundle(bundle, clock));
    } catch (UnreadableCaBundleException unreadable) {
      facts.put("ca_bundle_error", unreadable.problem());
    }
  }

  private void addCaBundle(CaBundle bundle, Clock clock) {
    var age = Duration.between(bundle.modifiedAt(), clock.instant());
    facts.put("ca_bundle_sha256", bundle.sha256().toString().substring(0, FINGERPRINT));
    facts.put("ca_bundle_age", age.toDays() + " days");
    facts.put("ca_bundle_certificates", Integer.toString(bundle.certificates().size()));
  }

  private static String tlsLibrary() {
    return OpenSsl.isAvailable() ? String.valueOf(OpenSsl.versionString()) : NONE;
  }

  /** Of addresses that reach beyond this host's own link. */
  private static String addressFamilies() {
    try {
      return orNone(
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
              .map(HostFacts::family)
              .distinct()
              .sorted());
    } catch (SocketException unknown) {
      return NONE;
    }
  }

  private static String family(InetAddress address) {
    return address instanceof Inet6Address ? "IPv6" : "IPv4";
  }

  private static String orNone(Stream<String> items) {
    var joined = items.collect(Collectors.joining(", "));
    return joined.isEmpty() ? NONE : joined;
  }
}
