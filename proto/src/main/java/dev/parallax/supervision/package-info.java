/**
 * The notifications of a program to its service manager.
 *
 * <p>Input: the environment variables of the process; output: datagrams of sd_notify(3): ready,
 * alive, stopping. Without a service manager no datagram is sent.
 */
@NullMarked
package dev.parallax.supervision;

import org.jspecify.annotations.NullMarked;
