/**
 * A middlebox for what firewalls cannot do. The kernel of a router hands it packets ({@code
 * NFQUEUE}); it lets them pass, holds them, drops them, and sends forged ones. IPv4 only.
 */
@NullMarked
package dev.parallax.lab.injector;

import org.jspecify.annotations.NullMarked;
