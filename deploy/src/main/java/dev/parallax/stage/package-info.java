/**
 * What the demo and the packet lab share: the two programs, started and stopped as an operator
 * would, and the authority behind the certificates of the sites they probe.
 */
@NullMarked
package dev.parallax.stage;

import org.jspecify.annotations.NullMarked;
