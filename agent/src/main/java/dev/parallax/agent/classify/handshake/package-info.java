/**
 * TLS handshake messages as bytes: written, read and fingerprinted. A hello is written from a
 * recipe with its random values given. Bytes that break the grammar of RFC 8446 are absent in the
 * result, never an exception.
 */
@NullMarked
package dev.parallax.agent.classify.handshake;

import org.jspecify.annotations.NullMarked;
