package dev.parallax.agent.probe.http;

import dev.parallax.model.exchange.Method;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Decodes responses; that to a HEAD has no body, whatever its header says (RFC 9110, 9.3.2). */
public final class ResponseDecoder extends HttpResponseDecoder {
  private final boolean bodyless;

  public ResponseDecoder(HttpDecoderConfig config, Method method) {
    super(config);
    this.bodyless = method == Method.HEAD;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return bodyless || super.isContentAlwaysEmpty(message);
  }
}
