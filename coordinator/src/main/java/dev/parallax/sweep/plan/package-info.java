/**
 * Which probes the next round runs, and at which vantages. Pure.
 *
 * <p>In go the request and the sweep so far, out comes a planned round or the reason why the sweep
 * ends. A round fits the budget of handshakes and the size of a plan that an agent accepts.
 */
@NullMarked
package dev.parallax.sweep.plan;

import org.jspecify.annotations.NullMarked;
