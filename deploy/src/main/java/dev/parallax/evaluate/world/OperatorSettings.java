package dev.parallax.evaluate.world;

import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;

/** What the operator set up and asked for. */
public record OperatorSettings(SweepSettings sweep, SweepRequest request) {}
