/** The process that probes on request, and its servers. */
@NullMarked
package dev.parallax.bench.probing;

import org.jspecify.annotations.NullMarked;
