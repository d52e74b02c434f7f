/**
 * The plans a coordinator assigned, from their arrival to their last observation. A plan's probes
 * run at their times, if the owner of this host consents to what they do. Plans end by completion,
 * by cancellation, by pause, or when the link is lost for longer than its grace.
 */
@NullMarked
package dev.parallax.agent.plan;

import org.jspecify.annotations.NullMarked;
