/**
 * The network of the lab: a topology of nodes and links, built from network namespaces and veth
 * pairs. Routing tables are the shortest paths, symmetric in both directions. Commands run on a
 * node by its name.
 */
@NullMarked
package dev.parallax.lab.net;

import org.jspecify.annotations.NullMarked;
