package dev.parallax.evaluate.world;

import dev.parallax.sweep.SweepRequest;
import dev.parallax.sweep.SweepSettings;

/** What the operator set up and asked for. */
public record OperatorSettings(SweepSettings sweep, SweepRequest request) {}
