package dev.parallax.agent.probe.http;

import dev.parallax.model.exchange.Method;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.Set;

/**
 * Decodes responses; the response to a HEAD has no body, whatever its header declares (RFC 9110,
 * 9.3.2).
 */
public final class ResponseDecoder extends HttpResponseDecoder {
  private static final int CHUNK = 4 * 1024;

  private final boolean bodyless;

  /**
   * Decodes what browsers accept.
   *
   * @param method of the request
   * @param kept names of header fields that are kept in addition to those of every record
   */
  public static ResponseDecoder asBrowsers(Method method, Set<String> kept) {
    return new ResponseDecoder(
        new HttpDecoderConfig()
            .setStrictLineParsing(false)
            .setUseRfc9112TransferEncoding(false)
            .setAllowDuplicateContentLengths(true)
            .setMaxInitialLineLength(HeadScanner.LONGEST)
            .setMaxHeaderSize(HeadScanner.LONGEST)
            .setMaxChunkSize(CHUNK)
            .setHeadersFactory(KeptHeaders.factory(kept))
            .setTrailersFactory(KeptHeaders.factory(Set.of())),
        method);
  }

  private ResponseDecoder(HttpDecoderConfig config, Method method) {
    super(config);
    this.bodyless = method == Method.HEAD;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return bodyless || super.isContentAlwaysEmpty(message);
  }
}
