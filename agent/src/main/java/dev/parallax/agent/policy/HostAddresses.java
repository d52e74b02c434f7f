package dev.parallax.agent.policy;

import java.net.InetAddress;
import java.util.Optional;

/** The addresses at which packets of this host reach the host itself, or all of its network. */
interface HostAddresses {
  /** An address of an interface of this host. */
  String OWN = "own-address";

  /** The address of all hosts of a network of this host (RFC 919). */
  String BROADCAST = "broadcast";

  /** {@link #OWN}, {@link #BROADCAST}, or empty for an address of another host. */
  Optional<String> ruleFor(InetAddress address);
}
