package dev.parallax.lab.watch;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.servers.LabSite;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The watched targets: the shop, which meets the faults, and its neighbours. */
public final class WatchTargets {
  public static final String SHOP = "https://" + LabSite.NAME;

  private WatchTargets() {}

  /** The watch file: 20 targets, each looked at every 15 s by all vantages. */
  public static String file() {
    return "defaults:\n  interval: 15s\n  level: vantage\n  inside: ["
        + LabVantage.INSIDE
        + "]\nwatches:\n"
        + Stream.concat(Stream.of(LabSite.NAME), LabSite.NEIGHBOURS.stream())
            .map(name -> "  - target: https://" + name + "\n")
            .collect(Collectors.joining());
  }
}
