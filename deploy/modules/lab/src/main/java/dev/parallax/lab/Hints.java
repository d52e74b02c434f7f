package dev.parallax.lab;

import dev.parallax.lab.net.Namespaces;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.scenario.FaultStep;
import dev.parallax.lab.servers.LabSite;
import java.nio.file.Path;

/** Commands to play with while the lab is up. */
final class Hints {
  private Hints() {}

  static String text(Namespaces namespaces, Path target, Path folder, String injector) {
    return """
    A request from network A:
      ip netns exec %1$s curl --cacert %4$s/certificates/ca.pem --resolve %5$s:443:%6$s https://%5$s/
    Reset this name in network A (-D instead of -A takes it back):
      ip netns exec %2$s iptables -A FORWARD %7$s
    What no firewall does, here resets both ways while the packets pass; see InjectorOrders for the rest:
      ip netns exec %2$s %9$s queue=1 on=name:%5$s send=RA to=both copies=3 ttl=53
      ip netns exec %2$s iptables -A FORWARD -p tcp -j NFQUEUE --queue-num 1 --queue-bypass
    A sweep:
      ip netns exec %3$s %8$s/parallax/bin/parallax sweep --data %4$s/coordinator --inside inside https://%5$s
    """
        .formatted(
            namespaces.name("eu-a"),
            namespaces.name("acc-a"),
            namespaces.name("control"),
            folder,
            LabSite.NAME,
            Topology.ORIGIN,
            FaultStep.NAMES_THE_SITE + FaultStep.RESET,
            target,
            injector);
  }
}
