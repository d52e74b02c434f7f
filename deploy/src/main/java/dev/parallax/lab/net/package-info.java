/**
 * The lab's network: a topology of nodes and links, made of network namespaces and veth pairs.
 *
 * <p>Routing tables are the shortest paths, the same in both directions.
 *
 * <p>Commands run on a node by its name.
 */
@NullMarked
package dev.parallax.lab.net;

import org.jspecify.annotations.NullMarked;
