/**
 * HTTP/1.1 as a probe needs it.
 *
 * <p>In go the text of an answer, out come its status, the headers that are kept, where a redirect
 * leads, and a block page that is known by its hash.
 */
@NullMarked
package dev.parallax.agent.probe.http;

import org.jspecify.annotations.NullMarked;
