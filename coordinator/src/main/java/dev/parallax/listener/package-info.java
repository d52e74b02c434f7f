/** The coordinator's port for agents and operators: sockets, their limits, and the gRPC server. */
@NullMarked
package dev.parallax.listener;

import org.jspecify.annotations.NullMarked;
