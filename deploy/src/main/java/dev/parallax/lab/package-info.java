/**
 * The packet lab: network namespaces as hosts and routers, real servers, real resolvers, real
 * firewalls between them, and a catalogue of faults whose verdicts are known beforehand.
 */
@NullMarked
package dev.parallax.lab;

import org.jspecify.annotations.NullMarked;
