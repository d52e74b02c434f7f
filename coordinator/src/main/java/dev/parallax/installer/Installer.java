package dev.parallax.installer;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The paths that a host without an agent can fetch. Safe for use by many threads. */
public final class Installer {
  private static final String PACKAGES = "/packages/";

  private final String authority;
  private final AgentPackages packages;
  private final Optional<String> reference;
  private final Clock clock;
  private final AtomicReference<AdvertisedAddress> address;

  /**
   * @param authority the certificate of the coordinator's authority as PEM
   * @param reference the site that a new agent probes once, as text of a target
   */
  public Installer(
      String authority,
      AdvertisedAddress address,
      AgentPackages packages,
      Optional<String> reference,
      Clock clock) {
    this.authority = authority;
    this.address = new AtomicReference<>(address);
    this.packages = packages;
    this.reference = reference;
    this.clock = clock;
  }

  /** Completes the advertised address, once the listener has its port. */
  public void listening(int port) {
    address.updateAndGet(known -> known.withPort(port));
  }

  public AdvertisedAddress address() {
    return address.get();
  }

  /** The content of a path; empty for every path that is not served. */
  public Optional<InstallerPage> page(String path) {
    return switch (path) {
      case "/ca.pem" -> Optional.of(new InstallerPage.Text(authority));
      case "/agent.sh" -> Optional.of(new InstallerPage.Text(script()));
      case PACKAGES + AgentPackages.SUMS ->
          Optional.of(new InstallerPage.Text(packages.sumsText()));
      default ->
          path.startsWith(PACKAGES)
              ? packages.file(path.substring(PACKAGES.length())).map(InstallerPage.Download::new)
              : Optional.empty();
    };
  }

  private String script() {
    return InstallScript.render(
        address(), authority, packages, reference, clock.instant().getEpochSecond());
  }
}
