package dev.parallax.model;

import java.util.Optional;

/** What the steps of one trial recorded; a step that did not run is absent. */
public record Steps(
    Optional<DnsStep> dns, Optional<TcpStep> tcp, Optional<TlsStep> tls, Optional<HttpStep> http) {
  public static final Steps NONE =
      new Steps(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
