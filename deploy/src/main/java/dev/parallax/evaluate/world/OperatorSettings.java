package dev.parallax.evaluate.world;

import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;

/** The settings and the request of the operator. */
public record OperatorSettings(SweepSettings sweep, SweepRequest request) {}
