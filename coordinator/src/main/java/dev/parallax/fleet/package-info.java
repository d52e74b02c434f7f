/**
 * Enrolled vantages, join tokens, operators and certificates. A token or certificate is checked
 * against the store; the result is an identity or a refusal with its reason. {@code RATIONALE.md}
 * in this package gives the reasons.
 */
@NullMarked
package dev.parallax.fleet;

import org.jspecify.annotations.NullMarked;
