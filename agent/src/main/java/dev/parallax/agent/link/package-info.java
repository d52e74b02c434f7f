/** The stream to the coordinator, enrolment and identity; gRPC ends here. */
@NullMarked
package dev.parallax.agent.link;

import org.jspecify.annotations.NullMarked;
