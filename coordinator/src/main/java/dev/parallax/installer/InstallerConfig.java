package dev.parallax.installer;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The settings of the installer.
 *
 * @param advertised the address in install lines; absent: derived from the listener's address
 */
public record InstallerConfig(Optional<AdvertisedAddress> advertised, AgentPackages packages) {
  /** No packages, and the address of the listener. */
  public static final InstallerConfig STANDARD =
      new InstallerConfig(Optional.empty(), AgentPackages.NONE);

  public AdvertisedAddress address(InetSocketAddress listen) {
    return advertised.orElseGet(() -> AdvertisedAddress.of(listen));
  }
}
