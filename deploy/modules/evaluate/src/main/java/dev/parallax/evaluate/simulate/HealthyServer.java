package dev.parallax.evaluate.simulate;

import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.ServerBehaviour;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HelloRecipe;
import org.jspecify.annotations.Nullable;

/** The answer of the server of a flow to its ClientHello, without a fault. */
record HealthyServer(SimulatedWorld world, SimulatedFlow flow) {
  /** Why the target refuses the ClientHello; null where it accepts, and for other servers. */
  @Nullable ConnectionFailure refusal() {
    if (!flow.toTarget()) {
      return null;
    }
    var offers = refusalOfOffers();
    return offers != null ? offers : refusalOfName();
  }

  private @Nullable ConnectionFailure refusalOfOffers() {
    var recipe = flow.spec().hello().recipe().orElse(HelloRecipe.STANDARD);
    var manners = world.site().manners();
    boolean modern = recipe.versions().contains("TLSv1.3") && manners.tls13();
    boolean older = recipe.versions().contains("TLSv1.2") && manners.tls12();
    if (!modern && !older) {
      return ConnectionFailure.alert(70, flow.rtt());
    }
    return flow.spec().arm() == Arm.CIPHER_SWEEP
            && recipe.ciphers().stream().noneMatch(cipher -> accepts(cipher, manners))
        ? ConnectionFailure.alert(40, flow.rtt())
        : null;
  }

  private static boolean accepts(String cipher, ServerBehaviour manners) {
    if (!cipher.contains("_WITH_")) {
      return manners.tls13();
    }
    boolean forward = cipher.contains("ECDHE_ECDSA");
    return manners.tls12() && (forward || manners.rsa());
  }

  private @Nullable ConnectionFailure refusalOfName() {
    if (flow.names(world.site().host())) {
      return null;
    }
    var manners = world.site().manners();
    return flow.name().isPresent() ? manners.foreign() : manners.nameless();
  }

  SimulatedChain chain() {
    return switch (flow.where()) {
      case TARGET, NEIGHBOUR, STRANGER -> world.site().chain(flow.address());
      case REFERENCE, NEUTRAL, AGENT -> world.elsewhere().getOrDefault(flow.site(), world.own());
    };
  }
}
