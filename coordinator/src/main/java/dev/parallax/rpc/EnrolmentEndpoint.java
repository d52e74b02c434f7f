package dev.parallax.rpc;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import dev.parallax.fleet.enrolment.Enrolment;
import dev.parallax.fleet.enrolment.LimitedLog;
import dev.parallax.fleet.enrolment.RefusedException;
import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.model.value.Bytes;
import dev.parallax.store.failure.StoreException;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolResponse;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.v1.RenewRequest;
import dev.parallax.v1.RenewResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrolment and renewal for clients without a certificate. */
public final class EnrolmentEndpoint extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(EnrolmentEndpoint.class);

  /**
   * The longest request, in bytes: a token, a name, 32 labels and a signing request are shorter.
   */
  private static final int LONGEST = 32 * 1_024;

  /** Concurrent requests, so that unauthenticated peers leave processors to other work. */
  private static final int AT_ONCE = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Enrolment enrolment;
  private final AddressDatabase places;
  private final RefusedAttempts refusedAttempts;
  private final Semaphore working = new Semaphore(AT_ONCE);
  private final LimitedLog refusals = new LimitedLog(LOG::info);

  public EnrolmentEndpoint(Enrolment enrolment) {
    this(enrolment, AddressDatabase.NONE, Ticker.systemTicker());
  }

  /**
   * @param places the operator's address database
   */
  public EnrolmentEndpoint(Enrolment enrolment, AddressDatabase places) {
    this(enrolment, places, Ticker.systemTicker());
  }

  EnrolmentEndpoint(Enrolment enrolment, AddressDatabase places, Ticker ticker) {
    this.enrolment = enrolment;
    this.places = places;
    this.refusedAttempts = new RefusedAttempts(ticker);
  }

  @Override
  public void enrol(EnrolRequest request, StreamObserver<EnrolResponse> answer) {
    reply(answer, request, () -> enrol(request));
  }

  @Override
  public void renew(RenewRequest request, StreamObserver<RenewResponse> answer) {
    reply(answer, request, () -> renew(request));
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
        .addAllAuthorities(anchors())
        .setNotAfter(notAfter(enrolled.certificate()))
        .putAllLabels(enrolled.labels())
        .putAllLookedUp(Caller.address().map(places::lookUp).orElse(Map.of()))
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
        .addAllAuthorities(anchors())
        .setNotAfter(notAfter(certificate))
        .build();
  }

  private List<ByteString> anchors() {
    return enrolment.authorities().stream().map(EnrolmentEndpoint::der).toList();
  }

  private <T> void reply(StreamObserver<T> answer, MessageLite request, Supplier<T> work) {
    try {
      requireFew(request);
      var done = oneOfFew(work);
      answer.onNext(done);
      answer.onCompleted();
    } catch (StatusRuntimeException refused) {
      answer.onError(refused);
    } catch (RefusedException refused) {
      answer.onError(refused(Refusals.status(refused)));
    } catch (StoreException trouble) {
      answer.onError(Refusals.status(trouble).asRuntimeException());
    } catch (RuntimeException | StackOverflowError unreadable) {
      // Input that crashes a parser: the peer determines its stack trace.
      answer.onError(
          refused(
              Status.INVALID_ARGUMENT.withDescription(
                  "the request cannot be read: " + unreadable.getClass().getSimpleName())));
    }
  }

  /** Before any part of the message is parsed. */
  private void requireFew(MessageLite request) {
    if (refusedAttempts.tooMany(Caller.address())) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("too many refused attempts from this address, try again in a minute")
          .asRuntimeException();
    }
    if (request.getSerializedSize() > LONGEST) {
      throw refused(
          Status.INVALID_ARGUMENT.withDescription(
              "a request has at most %d bytes, got: %d"
                  .formatted(LONGEST, request.getSerializedSize())));
    }
  }

  private <T> T oneOfFew(Supplier<T> work) {
    try {
      if (!working.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Status.UNAVAILABLE
            .withDescription("too many enrolments at once, try again")
            .asRuntimeException();
      }
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
      throw Status.UNAVAILABLE
          .withDescription("the coordinator is shutting down")
          .asRuntimeException();
    }
    try {
      return work.get();
    } finally {
      working.release();
    }
  }

  private StatusRuntimeException refused(Status status) {
    var remote = Caller.address();
    refusedAttempts.add(remote);
    refusals.line(
        "refused %s: %s"
            .formatted(
                remote.map(InetAddress::getHostAddress).orElse("a caller"),
                status.getDescription()));
    return status.asRuntimeException();
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
