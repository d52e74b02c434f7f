/**
 * Conformance of certificate path validation. Input: test suites of certification paths with the
 * results of other clients; output: the differences.
 */
@NullMarked
package dev.parallax.conformance;

import org.jspecify.annotations.NullMarked;
