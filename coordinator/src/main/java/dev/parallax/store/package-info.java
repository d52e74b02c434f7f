/**
 * The persistent state: sweeps, observations, verdicts, tokens, vantages and the audit log. Input
 * and output: values of the model. An observation is acknowledged only after its commit has been
 * flushed.
 */
@NullMarked
package dev.parallax.store;

import org.jspecify.annotations.NullMarked;
