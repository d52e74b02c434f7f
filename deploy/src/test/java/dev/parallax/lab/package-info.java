/** The agent's and the coordinator's code together, over networks made of namespaces. */
@NullMarked
package dev.parallax.lab;

import org.jspecify.annotations.NullMarked;
