package dev.parallax.attack.coordinator;

import com.google.protobuf.ByteString;
import dev.parallax.stage.Authority;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolResponse;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Enrols every client. */
final class RogueEnrolment extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
  private final Authority authority;
  private final Duration lifetime;

  RogueEnrolment(Authority authority, Duration lifetime) {
    this.authority = authority;
    this.lifetime = lifetime;
  }

  @Override
  public void enrol(EnrolRequest request, StreamObserver<EnrolResponse> out) {
    try {
      var key =
          new JcaPKCS10CertificationRequest(request.getSigningRequest().toByteArray())
              .getPublicKey();
      var until = Instant.now().plus(lifetime);
      var certificate =
          authority.client(request.getName(), key, Instant.now().minus(lifetime), until);
      out.onNext(
          EnrolResponse.newBuilder()
              .setCertificate(ByteString.copyFrom(certificate.getEncoded()))
              .setAuthority(ByteString.copyFrom(authority.certificate().getEncoded()))
              .setNotAfter(Wire.toProto(until))
              .putAllLabels(request.getLabelsMap())
              .build());
      out.onCompleted();
    } catch (IOException | GeneralSecurityException malformed) {
      out.onError(Status.INVALID_ARGUMENT.withCause(malformed).asRuntimeException());
    }
  }
}
