package dev.parallax.model.observation;

import java.util.Optional;

/**
 * The records of one trial's steps; a step that did not run is absent.
 *
 * @param path the answers of routers on the path, when the probe measured it
 * @param packets the captured packets, where the agent may capture
 */
public record Steps(
    Optional<DnsStep> dns,
    Optional<TcpStep> tcp,
    Optional<TlsStep> tls,
    Optional<HttpStep> http,
    Optional<PathStep> path,
    Optional<Packets> packets) {
  public static final Steps NONE =
      new Steps(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Without path and packets, which most trials do not have. */
  public Steps(
      Optional<DnsStep> dns,
      Optional<TcpStep> tcp,
      Optional<TlsStep> tls,
      Optional<HttpStep> http) {
    this(dns, tcp, tls, http, Optional.empty(), Optional.empty());
  }

  public static Steps of(DnsStep dns) {
    return new Steps(Optional.of(dns), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Steps with(TlsStep other) {
    return new Steps(dns, tcp, Optional.of(other), http, path, packets);
  }

  public Steps with(HttpStep other) {
    return new Steps(dns, tcp, tls, Optional.of(other), path, packets);
  }

  public Steps with(PathStep other) {
    return new Steps(dns, tcp, tls, http, Optional.of(other), packets);
  }

  public Steps with(Packets other) {
    return new Steps(dns, tcp, tls, http, path, Optional.of(other));
  }
}
