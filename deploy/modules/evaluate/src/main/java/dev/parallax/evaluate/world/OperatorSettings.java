package dev.parallax.evaluate.world;

import dev.parallax.model.endpoint.Target;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import java.util.Optional;

/** The settings and the request of the operator. */
public record OperatorSettings(SweepSettings sweep, SweepRequest request) {
  OperatorSettings withNeutral(Target server) {
    return new OperatorSettings(
        new SweepSettings(
            sweep.references(),
            sweep.controlNames(),
            Optional.of(server),
            sweep.resolvers(),
            sweep.credentials()),
        request);
  }
}
