/** The command line: a gRPC client and the coordinator process. */
@NullMarked
package dev.parallax.cli;

import org.jspecify.annotations.NullMarked;
