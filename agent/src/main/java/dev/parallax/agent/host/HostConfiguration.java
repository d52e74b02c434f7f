package dev.parallax.agent.host;

import dev.parallax.agent.dns.stub.HostsFile;
import dev.parallax.agent.dns.stub.ResolvConf;
import dev.parallax.agent.dns.stub.ResolverConfiguration;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.host.CaBundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the configuration of the host that decides what its programs reach: name servers, search
 * list, hosts file, CA bundle, proxy variables, addresses and routes. A file is parsed again only
 * when it has changed.
 */
public final class HostConfiguration implements Supplier<HostSnapshot> {
  private static final int LONGEST_RESOLV_CONF = 1 << 16;
  private static final int LONGEST_HOSTS = 1 << 22;

  private final HostFiles files;
  private final Overrides overrides;
  private final Map<String, String> environment;
  private final Clock clock;
  private final WatchedFile<ResolverConfiguration> resolver = new WatchedFile<>(this::resolver);
  private final WatchedFile<HostsFile> hosts =
      new WatchedFile<>(file -> HostsFile.parse(TextFile.lines(file, LONGEST_HOSTS)));
  private final WatchedFile<BundleReading> bundle = new WatchedFile<>(BundleReading::of);

  /**
   * What the owner of the agent configured instead of the host's own configuration.
   *
   * @param bind source address of probes
   * @param resolver a single name server, without search list and hosts file
   * @param caBundle a PEM file
   */
  public record Overrides(
      Optional<InetAddress> bind, Optional<InetSocketAddress> resolver, Optional<Path> caBundle) {
    public static final Overrides NONE =
        new Overrides(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Without a reading yet.
   *
   * @param environment the variables of the process
   */
  public HostConfiguration(
      HostFiles files, Overrides overrides, Map<String, String> environment, Clock clock) {
    this.files = files;
    this.overrides = overrides;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  /**
   * The host as it is now.
   *
   * @throws IllegalArgumentException when the configured CA bundle is missing or empty
   */
  public HostSnapshot checked() {
    overrides.caBundle().ifPresent(ProberConfig::trusted);
    return get();
  }

  /** The host as it is now; what cannot be read counts as empty. */
  @Override
  public synchronized HostSnapshot get() {
    var located = CaBundle.locate(overrides.caBundle(), environment);
    var trust = located.map(bundle::read).orElse(BundleReading.NONE);
    var named =
        overrides
            .resolver()
            .map(ResolverConfiguration::of)
            .orElseGet(() -> resolver.read(files.resolvConf()));
    var own = overrides.resolver().isPresent() ? HostsFile.EMPTY : hosts.read(files.hosts());
    var config = new ProberConfig(overrides.bind(), named, own, trust.trusted());
    var facts =
        HostFacts.collect(files, overrides, own, located.map(at -> trust), environment, clock);
    return new HostSnapshot(config, facts);
  }

  private ResolverConfiguration resolver(Path file) {
    var name =
        TextFile.lines(files.hostName(), LONGEST_RESOLV_CONF).stream().findFirst().orElse("");
    return ResolvConf.parse(TextFile.lines(file, LONGEST_RESOLV_CONF), environment, name.strip());
  }
}
