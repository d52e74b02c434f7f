/** Addresses of coordinators, and the HTTP proxy on the way to them. */
@NullMarked
package dev.parallax.agent.link.route;

import org.jspecify.annotations.NullMarked;
