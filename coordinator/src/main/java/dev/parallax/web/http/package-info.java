/** An HTTP/1.1 server of bounded requests and bounded times; Netty ends here. */
@NullMarked
package dev.parallax.web.http;

import org.jspecify.annotations.NullMarked;
