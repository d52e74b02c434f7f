package dev.parallax.model.observation;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.text.Printable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The coordinator's validation of an agent's received chain, with its own CA bundle, at three clock
 * times: an absent word means valid.
 *
 * @param atCoordinator by the coordinator's clock
 * @param atAgent by the agent's clock; equal to {@code atCoordinator} when its offset is not known
 * @param atServer by the Date header of the response; absent without that header
 * @param revocation the answers of the authorities' servers, at most {@value #ANSWERS_LIMIT}; empty
 *     when the coordinator did not ask: switched off, an invalid chain, or certificates without
 *     addresses of CRLs and OCSP responders
 */
public record CentralCheck(
    Optional<FailureWord> atCoordinator,
    Optional<FailureWord> atAgent,
    Optional<AtServer> atServer,
    List<RevocationAnswer> revocation) {
  public static final int ANSWERS_LIMIT = 12;

  public CentralCheck {
    revocation =
        List.copyOf(
            revocation.size() <= ANSWERS_LIMIT ? revocation : revocation.subList(0, ANSWERS_LIMIT));
  }

  /** Without a query to the authorities' servers. */
  public CentralCheck(
      Optional<FailureWord> atCoordinator,
      Optional<FailureWord> atAgent,
      Optional<AtServer> atServer) {
    this(atCoordinator, atAgent, atServer, List.of());
  }

  /** By the server's own clock. */
  public record AtServer(Optional<FailureWord> word) {}

  /**
   * The status of one certificate of a chain by a server that the certificate names.
   *
   * @param certificate lower-case hex SHA-256 of the certificate
   * @param address the URL in the certificate, at most 300 characters
   * @param revokedAt present exactly for {@code REVOKED}
   * @param detail the reason of a revocation, or why there is no status; at most 300 characters
   */
  public record RevocationAnswer(
      String certificate,
      Source source,
      String address,
      Status status,
      Optional<Instant> revokedAt,
      String detail) {
    public RevocationAnswer {
      address = Printable.collapsed(address, Failure.DETAIL_LIMIT);
      detail = Printable.collapsed(detail, Failure.DETAIL_LIMIT);
    }

    /** Whether the answer is verified, of this time, and about the certificate. */
    public boolean isConclusive() {
      return status == Status.GOOD || status == Status.REVOKED;
    }
  }

  /** The kind of server. */
  public enum Source {
    /** A certificate revocation list (RFC 5280, section 5). */
    CRL,
    /** An OCSP responder (RFC 6960). */
    OCSP
  }

  /** The status of a certificate, after the verification of the signature. */
  public enum Status {
    GOOD,
    REVOKED,
    /** The responder does not know the certificate. */
    UNKNOWN,
    /** Outside thisUpdate and nextUpdate. */
    STALE,
    /** Not signed by the issuer, of another scope, or about another certificate. */
    UNVERIFIED,
    /** Not a CRL or not a successful OCSP response. */
    UNREADABLE,
    /** No complete answer within the bounds of time and bytes. */
    UNREACHABLE,
    /** Excluded by the coordinator: not http, not a public address, too many queries. */
    NOT_ASKED
  }

  /** The same with these answers. */
  public CentralCheck with(List<RevocationAnswer> answers) {
    return new CentralCheck(atCoordinator, atAgent, atServer, answers);
  }

  /** The answer that revokes a certificate of the chain. */
  public Optional<RevocationAnswer> revoked() {
    return revocation.stream().filter(answer -> answer.status() == Status.REVOKED).findFirst();
  }
}
