package dev.parallax.agent.host;

import java.nio.file.Path;

/**
 * The files from which a host's programs learn their network.
 *
 * @param resolvConf resolv.conf(5)
 * @param hosts hosts(5)
 * @param hostName the name of the host
 * @param routes4 the routing table of the kernel for IPv4 (proc_pid_net(5))
 * @param routes6 the routing table of the kernel for IPv6
 */
public record HostFiles(Path resolvConf, Path hosts, Path hostName, Path routes4, Path routes6) {
  /** Of Linux. */
  public static final HostFiles LINUX =
      new HostFiles(
          Path.of("/etc/resolv.conf"),
          Path.of("/etc/hosts"),
          Path.of("/proc/sys/kernel/hostname"),
          Path.of("/proc/net/route"),
          Path.of("/proc/net/ipv6_route"));
}
