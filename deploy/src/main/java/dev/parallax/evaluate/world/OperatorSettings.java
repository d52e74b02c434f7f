package dev.parallax.evaluate.world;

import dev.parallax.sweep.SweepRequest;
import dev.parallax.sweep.SweepSettings;

/** The settings and the request of the operator. */
public record OperatorSettings(SweepSettings sweep, SweepRequest request) {}
