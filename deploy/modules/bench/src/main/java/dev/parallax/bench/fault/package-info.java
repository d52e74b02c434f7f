/**
 * Faults of processes, links, disks and clocks in mid-sweep, and the check that no observation is
 * lost or doubled and that the verdict is that of the evidence. The check reads the send logs of
 * the agents.
 */
@NullMarked
package dev.parallax.bench.fault;

import org.jspecify.annotations.NullMarked;
