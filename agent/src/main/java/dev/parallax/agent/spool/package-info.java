/**
 * The spool: observations that the coordinator has not acknowledged, in append-only segment files
 * of the state folder.
 *
 * <p>Input: observations and acknowledgements; output: the messages to send, in the order of their
 * arrival, also after a restart. Errors of the disk are no errors of the spool: it continues in
 * memory.
 */
@NullMarked
package dev.parallax.agent.spool;

import org.jspecify.annotations.NullMarked;
