package dev.parallax.lab.scenario;

/**
 * The configuration of coordinator and agents.
 *
 * @param controls whether the coordinator names reference sites, a control name, a neutral server
 *     and public resolvers of its own
 * @param optIns whether the agents have opt-ins
 * @param capabilities whether the agents have the capabilities of root, thus CAP_NET_RAW
 */
public record FleetSetup(boolean controls, boolean optIns, boolean capabilities) {
  /** With all of them. */
  public static final FleetSetup FULL = new FleetSetup(true, true, true);
}
