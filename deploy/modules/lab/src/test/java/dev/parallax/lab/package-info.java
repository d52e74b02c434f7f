/** Tests of agent and coordinator in network namespaces. */
@NullMarked
package dev.parallax.lab;

import org.jspecify.annotations.NullMarked;
