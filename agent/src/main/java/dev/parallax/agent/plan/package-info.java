/**
 * The plans of a coordinator, from their arrival to the last observation. The probes of a plan run
 * at their times, when the owner consents to their actions. A plan ends by completion,
 * cancellation, pause, or the loss of the link beyond its grace period.
 */
@NullMarked
package dev.parallax.agent.plan;

import org.jspecify.annotations.NullMarked;
