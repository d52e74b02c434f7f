package dev.parallax.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.parallax.fleet.Enrolment;
import dev.parallax.fleet.RefusedException;
import dev.parallax.model.Bytes;
import dev.parallax.store.StoreException;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolResponse;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.v1.RenewRequest;
import dev.parallax.v1.RenewResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrolment and renewal for whoever connects. */
public final class EnrolmentEndpoint extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(EnrolmentEndpoint.class);

  private final Enrolment enrolment;

  public EnrolmentEndpoint(Enrolment enrolment) {
    this.enrolment = enrolment;
  }

  @Override
  public void enrol(EnrolRequest request, StreamObserver<EnrolResponse> answer) {
    reply(answer, () -> enrol(request));
  }

  @Override
  public void renew(RenewRequest request, StreamObserver<RenewResponse> answer) {
    reply(answer, () -> renew(request));
  }

  private EnrolResponse enrol(EnrolRequest request) {
    var enrolled =
        enrolment.enrol(
            request.getToken(),
            request.getName(),
            request.getLabelsMap(),
            bytes(request.getSigningRequest()));
    return EnrolResponse.newBuilder()
        .setCertificate(der(enrolled.certificate()))
        .setAuthority(der(enrolled.authority()))
        .setNotAfter(notAfter(enrolled.certificate()))
        .putAllLabels(enrolled.labels())
        .build();
  }

  private RenewResponse renew(RenewRequest request) {
    var certificate =
        enrolment.renew(
            bytes(request.getCertificate()),
            bytes(request.getSigningRequest()),
            bytes(request.getProof()));
    return RenewResponse.newBuilder()
        .setCertificate(der(certificate))
        .setNotAfter(notAfter(certificate))
        .build();
  }

  private static <T> void reply(StreamObserver<T> answer, Supplier<T> work) {
    try {
      answer.onNext(work.get());
      answer.onCompleted();
    } catch (RefusedException refused) {
      LOG.info("refused: {}", refused.getMessage());
      answer.onError(Refusals.status(refused).asRuntimeException());
    } catch (StoreException trouble) {
      answer.onError(Refusals.status(trouble).asRuntimeException());
    } catch (RuntimeException ours) {
      LOG.error("enrolment failed", ours);
      answer.onError(Status.INTERNAL.withDescription("enrolment failed").asRuntimeException());
    }
  }

  private static Bytes bytes(ByteString content) {
    return Bytes.copyOf(content.toByteArray());
  }

  private static ByteString der(X509Certificate certificate) {
    try {
      return ByteString.copyFrom(certificate.getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate we made does not encode", impossible);
    }
  }

  private static Timestamp notAfter(X509Certificate certificate) {
    return Timestamp.newBuilder()
        .setSeconds(certificate.getNotAfter().toInstant().getEpochSecond())
        .build();
  }
}
