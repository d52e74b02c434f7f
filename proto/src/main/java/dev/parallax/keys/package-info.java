/**
 * The keys and certificates by which agents, operators and the coordinator identify themselves.
 *
 * <p>In go DER and PEM, out come keys of the one kind in use, ECDSA over P-256, and certificates.
 * No message repeats a key.
 */
@NullMarked
package dev.parallax.keys;

import org.jspecify.annotations.NullMarked;
