/**
 * The operator's connection to a coordinator.
 *
 * <p>Input: an address and the credentials of an operator; output: reports from the coordinator's
 * store, or a refusal that names the address and the reason.
 */
@NullMarked
package dev.parallax.cli.client;

import org.jspecify.annotations.NullMarked;
