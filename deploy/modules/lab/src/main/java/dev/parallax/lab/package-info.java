/**
 * The packet lab: network namespaces as hosts and routers, with real servers, resolvers and
 * firewalls. A catalogue of scenarios defines the faults and the expected verdicts. Each fault is
 * proven before its sweep starts.
 */
@NullMarked
package dev.parallax.lab;

import org.jspecify.annotations.NullMarked;
