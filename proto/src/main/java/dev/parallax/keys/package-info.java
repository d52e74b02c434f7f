/**
 * The keys and certificates of agents, operators and the coordinator. Input: DER and PEM; output:
 * ECDSA keys over P-256, and certificates. No message contains a key.
 */
@NullMarked
package dev.parallax.keys;

import org.jspecify.annotations.NullMarked;
