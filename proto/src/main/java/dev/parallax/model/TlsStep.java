package dev.parallax.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One TLS handshake.
 *
 * @param chain the certificates as sent, leaf first; empty when none came
 * @param staple the OCSP response that came with them
 * @param central what the coordinator made of the chain; absent on the agent and without a chain
 * @param certificateRequested whether the server asked for a client certificate
 * @param sinceLastSend from our last write to the failure, or to the end of the handshake
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
    Duration took) {

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
            took);
  }

  /**
   * The ClientHello as it left.
   *
   * @param serverName the SNI sent; absent when none was
   * @param random lower-case hex, by which the far end can name this very hello; empty if none was
   *     sent
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
   * What both sides agreed on; each empty until it is known.
   *
   * @param version e.g. {@code TLSv1.3}
   * @param cipher IANA name
   * @param group IANA name of the key exchange group
   * @param alpn the negotiated protocol (RFC 7301)
   * @param retried whether the server first asked for a key of that group (HelloRetryRequest, RFC
   *     8446, section 4.1.4); for a hello written by hand, whether that is all it answered
   */
  public record Agreed(String version, String cipher, String group, String alpn, boolean retried) {
    public static final Agreed NOTHING = new Agreed("", "", "", "", false);
  }

  /**
   * What went over the connection until the step ended.
   *
   * @param firstBytes at most 64 of the first bytes received as text, when they were not TLS;
   *     hostile until escaped
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

  /** As an agent may say it. */
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
        took);
  }
}
