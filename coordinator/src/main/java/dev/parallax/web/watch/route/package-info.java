/** The forms that change routes and maintenance windows in the watch file. */
@NullMarked
package dev.parallax.web.watch.route;

import org.jspecify.annotations.NullMarked;
