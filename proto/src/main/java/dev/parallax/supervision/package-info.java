/**
 * What a program reports to the service manager that started it.
 *
 * <p>In go the variables of the process, out come datagrams of sd_notify(3): ready, alive,
 * stopping. Without a service manager nothing is sent.
 */
@NullMarked
package dev.parallax.supervision;

import org.jspecify.annotations.NullMarked;
