/**
 * Capture of packets of selected connections at this host. A filter in the kernel selects the
 * packets; packets and bytes are bounded for each flow and in total. The package sends no packet.
 */
@NullMarked
package dev.parallax.agent.path.capture;

import org.jspecify.annotations.NullMarked;
