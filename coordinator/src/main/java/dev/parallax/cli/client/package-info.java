/**
 * The connection to a coordinator and what its answers become.
 *
 * <p>In go an address and the credentials of an operator, out come reports of the coordinator's
 * store, or a refusal that names the address and the reason.
 */
@NullMarked
package dev.parallax.cli.client;

import org.jspecify.annotations.NullMarked;
