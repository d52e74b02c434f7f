/**
 * One request of a browser and its context: the visitor, the language, links and static files.
 *
 * <p>Input: the path and the headers; output: the {@code Visit} for which each page is written.
 */
@NullMarked
package dev.parallax.web.request;

import org.jspecify.annotations.NullMarked;
