/**
 * The pages as an operator sees them.
 *
 * <p>In go a visit and the state of fleet and sweeps, out comes HTML in the visitor's language. No
 * page changes anything but {@code StartSweepAction}.
 */
@NullMarked
package dev.parallax.web.pages;

import org.jspecify.annotations.NullMarked;
