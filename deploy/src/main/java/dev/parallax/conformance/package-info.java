/** The chain judge against test suites of certification paths and what other clients say. */
@NullMarked
package dev.parallax.conformance;

import org.jspecify.annotations.NullMarked;
