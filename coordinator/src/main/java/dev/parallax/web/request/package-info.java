/**
 * One request of a browser and what an answer needs of the server: the visitor, the language, links
 * and static files.
 *
 * <p>In go the path and the headers, out comes the {@code Visit} that each page is written for.
 */
@NullMarked
package dev.parallax.web.request;

import org.jspecify.annotations.NullMarked;
