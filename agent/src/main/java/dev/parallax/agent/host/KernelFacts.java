package dev.parallax.agent.host;

import dev.parallax.agent.path.Capability;
import dev.parallax.agent.path.kernel.KernelClock;
import java.util.Map;
import java.util.function.Supplier;

/** Capabilities of the kernel: {@code yes}, or the reason why not. */
final class KernelFacts {
  private static final String UNKNOWN = "no native calls on this platform";

  private KernelFacts() {}

  static Map<String, String> collect() {
    return Map.of(
        "capture", value(Capability::capture),
        "icmp_echo", value(Capability::echo),
        "hop_addresses", value(Capability::errorQueue),
        "time_synchronised", time());
  }

  private static String time() {
    try {
      return KernelClock.synchronised().map(yes -> yes ? "yes" : "no").orElse("unknown");
    } catch (LinkageError unsupported) {
      return UNKNOWN;
    }
  }

  private static String value(Supplier<Capability> capability) {
    try {
      return capability.get().missing().orElse("yes");
    } catch (LinkageError unsupported) {
      return UNKNOWN;
    }
  }
}
