/**
 * TLS handshake messages: encoding, decoding and fingerprints. A ClientHello is written from a
 * recipe with given random values. Bytes that violate the grammar of RFC 8446 are absent in the
 * result, never an exception.
 */
@NullMarked
package dev.parallax.agent.classify.handshake;

import org.jspecify.annotations.NullMarked;
