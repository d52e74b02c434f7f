package dev.parallax.model.observation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One TLS handshake.
 *
 * @param chain the certificates as sent, leaf first; empty without certificates
 * @param staple the stapled OCSP response
 * @param central the coordinator's validation of the chain; absent on the agent and without a chain
 * @param certificateRequested whether the server requested a client certificate
 * @param sinceLastSend from our last write to the failure, or to the end of the handshake
 * @param cleartext the server's lines before TLS
 */
public record TlsStep(
    SentHello hello,
    Agreed agreed,
    List<CertificateFacts> chain,
    Optional<OcspStaple> staple,
    Optional<CentralCheck> central,
    boolean certificateRequested,
    Optional<Alert> alert,
    Traffic traffic,
    Duration sinceLastSend,
    Duration took,
    CleartextLines cleartext) {

  /** A connection that begins with TLS. */
  public TlsStep(
      SentHello hello,
      Agreed agreed,
      List<CertificateFacts> chain,
      Optional<OcspStaple> staple,
      Optional<CentralCheck> central,
      boolean certificateRequested,
      Optional<Alert> alert,
      Traffic traffic,
      Duration sinceLastSend,
      Duration took) {
    this(
        hello,
        agreed,
        chain,
        staple,
        central,
        certificateRequested,
        alert,
        traffic,
        sinceLastSend,
        took,
        CleartextLines.NONE);
  }

  /**
   * Bytes of an encoded chain that an observation carries, over all its certificates. A server
   * sends 3 to 8 KiB; an agent has 32 MiB of heap for all trials that wait to be sent.
   */
  public static final int ENCODED_CHAIN_LIMIT = 32 * 1_024;

  public TlsStep {
    chain = List.copyOf(chain);
  }

  /** Without the encoded certificates where they have more than {@link #ENCODED_CHAIN_LIMIT}. */
  public TlsStep withBoundedChain() {
    long bytes = chain.stream().mapToLong(facts -> facts.der().size()).sum();
    return bytes <= ENCODED_CHAIN_LIMIT
        ? this
        : new TlsStep(
            hello,
            agreed,
            chain.stream().map(CertificateFacts::withoutDer).toList(),
            staple,
            central,
            certificateRequested,
            alert,
            traffic,
            sinceLastSend,
            took,
            cleartext);
  }

  /**
   * The ClientHello as sent.
   *
   * @param serverName the SNI sent; absent when none was
   * @param random lower-case hex, by which the far end identifies this ClientHello; empty if none
   *     was sent
   * @param hash lower-case hex SHA-256 of the ClientHello with random, session id and key shares
   *     masked; empty if none was sent
   * @param bytes size of the ClientHello handshake message, 0 if none was sent
   * @param ja4 JA4 of it; empty if none was sent
   */
  public record SentHello(
      Optional<String> serverName, String random, String hash, int bytes, String ja4) {
    public static SentHello none(Optional<String> serverName) {
      return new SentHello(serverName, "", "", 0, "");
    }
  }

  /**
   * The negotiated parameters; each empty while unknown.
   *
   * @param version e.g. {@code TLSv1.3}
   * @param cipher IANA name
   * @param group IANA name of the key exchange group
   * @param alpn the negotiated protocol (RFC 7301)
   * @param retried whether the server first requested a key of that group (HelloRetryRequest, RFC
   *     8446, section 4.1.4); for a ClientHello written by hand, whether this was the only answer
   */
  public record Agreed(String version, String cipher, String group, String alpn, boolean retried) {
    public static final Agreed NOTHING = new Agreed("", "", "", "", false);
  }

  /**
   * The traffic of the connection until the end of the step.
   *
   * @param firstBytes at most the first 64 received bytes as text, when they were not TLS; hostile
   *     until escaped
   */
  public record Traffic(
      long bytesSent,
      long bytesReceived,
      int recordsSent,
      int recordsReceived,
      Optional<String> firstBytes) {
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, Optional.empty());
  }

  /**
   * An alert as it stood in the record: level 1 warning, 2 fatal; {@code received} false when we
   * sent it.
   */
  public record Alert(int level, int code, boolean received) {}

  public TlsStep with(OcspStaple read) {
    return with(Optional.of(read), central);
  }

  public TlsStep with(CentralCheck check) {
    return with(staple, Optional.of(check));
  }

  /** After these cleartext lines of the server. */
  public TlsStep after(CleartextLines lines) {
    return new TlsStep(
        hello,
        agreed,
        chain,
        staple,
        central,
        certificateRequested,
        alert,
        traffic,
        sinceLastSend,
        took,
        lines);
  }

  /** The form that an agent may send. */
  public TlsStep unchecked() {
    return central.isEmpty() ? this : with(staple, Optional.empty());
  }

  private TlsStep with(Optional<OcspStaple> stapled, Optional<CentralCheck> check) {
    return new TlsStep(
        hello,
        agreed,
        chain,
        stapled,
        check,
        certificateRequested,
        alert,
        traffic,
        sinceLastSend,
        took,
        cleartext);
  }
}
