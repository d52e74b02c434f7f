/** The gRPC services; proto ends here. */
@NullMarked
package dev.parallax.rpc;

import org.jspecify.annotations.NullMarked;
