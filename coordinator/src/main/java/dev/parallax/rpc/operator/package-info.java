/**
 * The operators' side of the gRPC edge: sweeps, vantages, tokens, operators, history.
 *
 * <p>In go requests of an operator, out come answers of the coordinator's parts as messages. It
 * translates and decides nothing.
 */
@NullMarked
package dev.parallax.rpc.operator;

import org.jspecify.annotations.NullMarked;
