package dev.parallax.agent.host;

import dev.parallax.agent.dns.stub.HostsFile;
import dev.parallax.host.CaBundle;
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
          "default_route_ipv4",
          "default_route_ipv6",
          "resolver",
          "resolver_options",
          "hosts_file",
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
   * The facts of this host now. No exception is thrown; an unknown fact is {@code none} or contains
   * the reason.
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
    var overrides = new HostConfiguration.Overrides(Optional.empty(), resolver, caBundle);
    return new HostConfiguration(HostFiles.LINUX, overrides, environment, clock).get().facts();
  }

  /**
   * The same from files that are read already.
   *
   * @param caBundle absent when there is no file
   */
  static Map<String, String> collect(
      HostFiles files,
      HostConfiguration.Overrides overrides,
      HostsFile hosts,
      Optional<BundleReading> caBundle,
      Map<String, String> environment,
      Clock clock) {
    var host = new HostFacts();
    host.addSystem();
    host.addNames(files, overrides.resolver(), hosts);
    host.addNetwork(files, environment);
    host.facts.putAll(KernelFacts.collect());
    host.facts.put(
        "ca_bundle", caBundle.map(at -> kind(overrides.caBundle(), environment)).orElse(NONE));
    caBundle.ifPresent(reading -> host.addCaBundle(reading, clock));
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

  private void addNames(HostFiles files, Optional<InetSocketAddress> resolver, HostsFile hosts) {
    facts.put(
        "resolver",
        resolver
            .map(at -> at.getAddress().getHostAddress() + ":" + at.getPort())
            .orElseGet(() -> orNone(OperatingSystem.nameServers(files.resolvConf()).stream())));
    facts.put(
        "resolver_options", orNone(OperatingSystem.resolverOptions(files.resolvConf()).stream()));
    facts.put("hosts_file", hosts.size() == 0 ? NONE : hosts.size() + " names " + hosts.digest());
  }

  private void addNetwork(HostFiles files, Map<String, String> environment) {
    facts.put("proxy", ProxyVariables.fact(environment).orElse(NONE));
    facts.put("address_families", addressFamilies());
    facts.put("default_route_ipv4", DefaultRoutes.ipv4(files).orElse(NONE));
    facts.put("default_route_ipv6", DefaultRoutes.ipv6(files).orElse(NONE));
  }

  private static String kind(Optional<Path> configured, Map<String, String> environment) {
    if (configured.isPresent()) {
      return "configured";
    }
    return environment.containsKey(CaBundle.VARIABLE) ? CaBundle.VARIABLE : "host";
  }

  private void addCaBundle(BundleReading reading, Clock clock) {
    reading.bundle().ifPresent(bundle -> addCaBundle(bundle, clock));
    reading.problem().ifPresent(problem -> facts.put("ca_bundle_error", problem));
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
