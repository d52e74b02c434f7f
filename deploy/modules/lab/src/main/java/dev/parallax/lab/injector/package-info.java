/**
 * A middlebox for actions that firewalls lack. The kernel of a router passes packets to it ({@code
 * NFQUEUE}); it forwards, delays or drops them, and sends forged packets, over IPv4 and IPv6.
 */
@NullMarked
package dev.parallax.lab.injector;

import org.jspecify.annotations.NullMarked;
