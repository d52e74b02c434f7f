package dev.parallax.revocation;

import dev.parallax.certificate.crl.RevocationLists;
import dev.parallax.certificate.extension.AuthorityAccess;
import dev.parallax.certificate.extension.DistributionPoints;
import dev.parallax.certificate.ocsp.Staples;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.observation.CentralCheck.Source;
import dev.parallax.model.observation.CentralCheck.Status;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.value.Bytes;
import dev.parallax.revocation.PlainHttpClient.PlainRequest;
import dev.parallax.text.Printable;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The queries for one certificate: its OCSP responders, then its CRLs, until one of them answers.
 *
 * @param sha256 lower-case hex of the certificate
 */
record StatusQuery(X509Certificate subject, X509Certificate issuer, String sha256) {
  /** Of each kind. */
  private static final int ADDRESSES = 2;

  /** One server and the kind of its answers. */
  private record Server(Source source, String address) {}

  /** Empty when the certificate names no server. */
  static Optional<StatusQuery> of(X509Certificate subject, X509Certificate issuer) {
    return servers(subject).findAny().map(any -> query(subject, issuer));
  }

  private static StatusQuery query(X509Certificate subject, X509Certificate issuer) {
    return new StatusQuery(subject, issuer, facts(subject).sha256());
  }

  private static Stream<Server> servers(X509Certificate subject) {
    return Stream.concat(
        AuthorityAccess.responders(subject).stream()
            .limit(ADDRESSES)
            .map(address -> new Server(Source.OCSP, address)),
        DistributionPoints.of(subject).stream()
            .limit(ADDRESSES)
            .map(address -> new Server(Source.CRL, address)));
  }

  /**
   * The first conclusive answer alone; otherwise the answer of each server.
   *
   * @param patience for all servers together
   */
  List<RevocationAnswer> ask(PlainHttpClient client, Instant now, Duration patience)
      throws InterruptedException {
    var answers = new ArrayList<RevocationAnswer>();
    long end = System.nanoTime() + patience.toNanos();
    for (var server : servers(subject).toList()) {
      var answer = ask(server, client, now, Duration.ofNanos(end - System.nanoTime()));
      if (answer.isConclusive()) {
        return List.of(answer);
      }
      answers.add(answer);
    }
    return answers;
  }

  /** An answer for the first server, of a query that was not carried out. */
  RevocationAnswer unasked(Status status, String reason) {
    return answer(servers(subject).findFirst().orElseThrow(), status, Optional.empty(), reason);
  }

  private RevocationAnswer ask(
      Server server, PlainHttpClient client, Instant now, Duration patience)
      throws InterruptedException {
    try {
      return switch (client.send(request(server), patience)) {
        case HttpReply.Body(var content) -> read(server, content, now);
        case HttpReply.Refused(var reason) ->
            answer(server, Status.NOT_ASKED, Optional.empty(), reason);
        case HttpReply.Failed(var reason) ->
            answer(server, Status.UNREACHABLE, Optional.empty(), reason);
      };
    } catch (GeneralSecurityException unsupported) {
      return answer(server, Status.NOT_ASKED, Optional.empty(), Printable.message(unsupported));
    }
  }

  private PlainRequest request(Server server) throws GeneralSecurityException {
    return server.source() == Source.CRL
        ? new PlainRequest(server.address(), Optional.empty(), RevocationLists.LIMIT)
        : new PlainRequest(
            server.address(),
            Optional.of(new PlainRequest.Posted(OcspRequest.TYPE, OcspRequest.of(subject, issuer))),
            Staples.LIMIT);
  }

  private RevocationAnswer read(Server server, Bytes content, Instant now) {
    if (server.source() == Source.CRL) {
      var listed = RevocationLists.read(content.toArray(), subject, issuer, now);
      return answer(server, listed.status(), listed.revokedAt(), listed.detail());
    }
    var response = Staples.read(content.toArray(), List.of(facts(subject)), List.of(issuer), now);
    var detail =
        response.status() == OcspStaple.Status.UNKNOWN
            ? "the responder does not know the certificate"
            : response.detail();
    return answer(server, status(response.status()), response.revokedAt(), detail);
  }

  private static Status status(OcspStaple.Status status) {
    return switch (status) {
      case GOOD -> Status.GOOD;
      case REVOKED -> Status.REVOKED;
      case UNKNOWN -> Status.UNKNOWN;
      case STALE -> Status.STALE;
      case UNVERIFIED -> Status.UNVERIFIED;
      case UNREADABLE, MISSING -> Status.UNREADABLE;
    };
  }

  private RevocationAnswer answer(
      Server server, Status status, Optional<Instant> revokedAt, String detail) {
    return new RevocationAnswer(
        sha256, server.source(), server.address(), status, revokedAt, detail);
  }

  private static CertificateFacts facts(X509Certificate certificate) {
    try {
      return CertificateReader.facts(certificate.getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a decoded certificate has an encoding", impossible);
    }
  }
}
