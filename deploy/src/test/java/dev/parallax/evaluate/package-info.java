/** Whether verdicts are as often right as they must be, on a small fixed slice. */
@NullMarked
package dev.parallax.evaluate;

import org.jspecify.annotations.NullMarked;
