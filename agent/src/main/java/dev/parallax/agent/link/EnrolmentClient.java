package dev.parallax.agent.link;

import com.google.protobuf.ByteString;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.keys.P256;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.Printable;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.v1.EnrolmentServiceGrpc.EnrolmentServiceBlockingStub;
import dev.parallax.v1.RenewRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.handler.ssl.SslContext;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/**
 * Obtains and renews an agent's certificate. Blocks, at most slightly longer than its time limit.
 */
public final class EnrolmentClient {
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final int MOST_AUTHORITIES = 4;

  private final LinkRoute route;
  private final Duration patience;
  private final SecureRandom random = new SecureRandom();

  public EnrolmentClient(LinkRoute route, Duration patience) {
    this.route = route;
    this.patience = patience;
  }

  /** The same at another address. */
  EnrolmentClient at(LinkRoute other) {
    return new EnrolmentClient(other, patience);
  }

  /** Enrols once, with a key created here. Must not be retried once answered. */
  public Enrolled join(JoinToken token, VantageId vantage, Map<String, String> labels)
      throws EnrolmentException {
    try {
      var keys = P256.generate(random);
      var request =
          EnrolRequest.newBuilder()
              .setToken(token.text())
              .setName(vantage.name())
              .putAllLabels(labels)
              .setSigningRequest(ByteString.copyFrom(CertificationRequest.of(keys, vantage)))
              .build();
      var answer = call(LinkTls.enrolling(token.authority()), stub -> stub.enrol(request));
      var authority = CertificateReader.certificate(answer.getAuthority().toByteArray());
      checkPin(authority, token.authority());
      var certificate = CertificateReader.certificate(answer.getCertificate().toByteArray());
      return new Enrolled(
          identity(vantage, keys, certificate, anchors(answer.getAuthoritiesList(), authority)),
          answer.getLabelsMap(),
          answer.getLookedUpMap());
    } catch (GeneralSecurityException | SSLException failed) {
      throw unusable(failed);
    }
  }

  /** Renews by proof of the old key; safe to retry. The new identity has a new key. */
  public AgentIdentity renew(AgentIdentity old) throws EnrolmentException {
    try {
      var keys = P256.generate(random);
      var signingRequest = CertificationRequest.of(keys, old.vantage());
      var request =
          RenewRequest.newBuilder()
              .setCertificate(ByteString.copyFrom(old.certificate().getEncoded()))
              .setSigningRequest(ByteString.copyFrom(signingRequest))
              .setProof(ByteString.copyFrom(P256.sign(old.key(), signingRequest)))
              .build();
      var answer = call(LinkTls.pinned(old.authorities()), stub -> stub.renew(request));
      var certificate = CertificateReader.certificate(answer.getCertificate().toByteArray());
      var anchors = answer.getAuthoritiesList();
      return identity(
          old.vantage(),
          keys,
          certificate,
          anchors.isEmpty() ? old.authorities() : certificates(anchors));
    } catch (GeneralSecurityException | SSLException failed) {
      throw unusable(failed);
    }
  }

  private <A> A call(SslContext tls, Function<EnrolmentServiceBlockingStub, A> call)
      throws EnrolmentException {
    var channel = LinkChannel.open(route, tls);
    try {
      return call.apply(
          EnrolmentServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (StatusRuntimeException failed) {
      throw new EnrolmentException(
          CallFailure.line(route, failed), failed.getStatus().getCode(), failed);
    } finally {
      ChannelShutdown.close(channel, CLOSING);
    }
  }

  private static AgentIdentity identity(
      VantageId vantage,
      KeyPair keys,
      X509Certificate certificate,
      List<X509Certificate> authorities)
      throws GeneralSecurityException {
    certificate.verify(authorities.getFirst().getPublicKey());
    if (!certificate.getPublicKey().equals(keys.getPublic())) {
      throw new GeneralSecurityException("its certificate is for another key");
    }
    return new AgentIdentity(vantage, keys.getPrivate(), certificate, authorities);
  }

  /** A coordinator without this field has no successor. */
  private static List<X509Certificate> anchors(List<ByteString> sent, X509Certificate authority)
      throws GeneralSecurityException {
    return sent.isEmpty() ? List.of(authority) : certificates(sent);
  }

  private static List<X509Certificate> certificates(List<ByteString> sent)
      throws GeneralSecurityException {
    if (sent.size() > MOST_AUTHORITIES) {
      throw new GeneralSecurityException(
          "expected at most " + MOST_AUTHORITIES + " CAs, got " + sent.size());
    }
    var certificates = new ArrayList<X509Certificate>();
    for (var der : sent) {
      var authority = CertificateReader.certificate(der.toByteArray());
      if (authority.getBasicConstraints() < 0) {
        throw new GeneralSecurityException("expected a CA, got the certificate of an end entity");
      }
      certificates.add(authority);
    }
    return List.copyOf(certificates);
  }

  private static void checkPin(X509Certificate authority, Bytes expected)
      throws GeneralSecurityException {
    var presented = Sha256.of(authority.getEncoded());
    if (!presented.equals(expected)) {
      throw new WrongCoordinatorException("this token is for", presented, expected);
    }
  }

  private EnrolmentException unusable(Exception failed) {
    return new EnrolmentException(
        "the coordinator at "
            + route.coordinator()
            + " sent no usable answer: "
            + Printable.message(failed),
        Status.Code.INTERNAL,
        failed);
  }
}
