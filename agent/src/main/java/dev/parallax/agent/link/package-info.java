/**
 * The connection between this agent and its coordinator: enrolment, certificate renewal and the
 * stream. Plans come in, observations go out and stay in the outbox until they are acknowledged. No
 * other package of the agent uses gRPC.
 */
@NullMarked
package dev.parallax.agent.link;

import org.jspecify.annotations.NullMarked;
