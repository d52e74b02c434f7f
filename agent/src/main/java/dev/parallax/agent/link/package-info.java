/**
 * The link to the coordinator: enrolment, certificate renewal and the gRPC stream. Plans arrive;
 * observations are sent and stay in the spool until they are acknowledged. No other package of the
 * agent uses gRPC.
 */
@NullMarked
package dev.parallax.agent.link;

import org.jspecify.annotations.NullMarked;
