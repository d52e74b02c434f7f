/**
 * Values that several packages share: bytes, hashes, host syntax, and the check by which a record
 * refuses a value. Pure.
 */
@NullMarked
package dev.parallax.model.value;

import org.jspecify.annotations.NullMarked;
