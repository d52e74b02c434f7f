/**
 * The gRPC port for agents and operators: sockets, connection limits, TLS and the gRPC server. A
 * connection without a client certificate is bounded in bytes, time and number. Refused connections
 * are counted and logged at most once a minute.
 */
@NullMarked
package dev.parallax.listener;

import org.jspecify.annotations.NullMarked;
