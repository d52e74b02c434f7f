package dev.parallax.evaluate;

import dev.parallax.sweep.SweepRequest;
import dev.parallax.sweep.SweepSettings;

/** What the operator set up and asked for. */
record Settings(SweepSettings sweep, SweepRequest request) {}
