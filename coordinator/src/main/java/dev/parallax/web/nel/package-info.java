/** The path for reports of browsers (W3C Network Error Logging). */
@NullMarked
package dev.parallax.web.nel;

import org.jspecify.annotations.NullMarked;
