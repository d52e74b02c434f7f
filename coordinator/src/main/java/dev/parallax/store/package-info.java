/** What must outlive the process: sweeps, observations, tokens, vantages. */
@NullMarked
package dev.parallax.store;

import org.jspecify.annotations.NullMarked;
