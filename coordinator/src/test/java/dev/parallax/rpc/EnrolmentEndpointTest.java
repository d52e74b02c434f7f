package dev.parallax.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.v1.EnrolRequest;
import dev.parallax.v1.EnrolmentServiceGrpc;
import dev.parallax.v1.EnrolmentServiceGrpc.EnrolmentServiceBlockingStub;
import dev.parallax.v1.RenewRequest;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** The input of an unauthenticated peer, and its log lines. */
@Timeout(60)
@Isolated
final class EnrolmentEndpointTest {
  private static final int REFUSALS_AT_ONCE = 20;

  @TempDir Path folder;
  private final AtomicLong nanoTime = new AtomicLong();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(EnrolmentEndpoint.class);
  private volatile String remote = "198.51.100.7";
  private Desk desk;
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    desk = new Desk(folder);
    var name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(new EnrolmentEndpoint(desk.enrolment, AddressDatabase.NONE, nanoTime::get))
            .intercept(new FromRemote())
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  @AfterEach
  void stop() throws Exception {
    logger.detachAppender(lines);
    logger.setLevel(null);
    channel.shutdownNow();
    server.shutdownNow();
    assertTrue(server.awaitTermination(10, TimeUnit.SECONDS));
    desk.close();
  }

  @Test
  void renewal_ofANestedCertificate_isOneLine() {
    assertRefused(Status.Code.INVALID_ARGUMENT, () -> renew(nested(32_000)));
    assertRefused(Status.Code.INVALID_ARGUMENT, () -> renew(nested(4_000)));
    assertOneLineEach(2);
  }

  @Test
  void enrolment_withANestedSigningRequest_isOneLineAndCostsNoToken() {
    var token = desk.token();
    for (int bytes : new int[] {4_000, 16_000, 30_000}) {
      assertRefused(Status.Code.INVALID_ARGUMENT, () -> enrol(token, "eu-1", nested(bytes)));
    }
    assertOneLineEach(3);
    enrol(token, "eu-1", request(AgentKeys.generate()));
  }

  @Test
  void aRequestLongerThanAny_isRefusedByItsLength() {
    var said = assertRefused(Status.Code.INVALID_ARGUMENT, () -> renew(nested(100_000)));
    assertTrue(said.startsWith("a request has at most 32768 bytes, got: 100"), said);
  }

  @Test
  void refusals_areWrittenWithoutControlCharacters() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        () -> enrol("x\nERROR forged line\u001b[2J", "eu-1", nested(9)));
    assertOneLineEach(1);
  }

  @Test
  void tooManyRefusals_areRefusedUnread_untilAMinuteIsOver() {
    for (int i = 0; i < REFUSALS_AT_ONCE; i++) {
      assertRefused(Status.Code.INVALID_ARGUMENT, () -> renew(nested(9)));
    }
    assertRefused(Status.Code.RESOURCE_EXHAUSTED, () -> renew(nested(9)));
    assertRefused(Status.Code.RESOURCE_EXHAUSTED, () -> enrol(desk.token(), "eu-1", nested(9)));

    remote = "198.51.100.8";
    enrol(desk.token(), "eu-1", request(AgentKeys.generate()));

    remote = "198.51.100.7";
    nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
    enrol(desk.token(), "eu-2", request(AgentKeys.generate()));
  }

  @Test
  void refusals_ofManyAddresses_areLimitedInTheLog() {
    for (int i = 0; i < 100; i++) {
      remote = "198.51.100." + i;
      assertRefused(Status.Code.INVALID_ARGUMENT, () -> renew(nested(9)));
    }
    assertOneLineEach(20);
  }

  private void renew(ByteString certificate) {
    var answer =
        stub()
            .renew(
                RenewRequest.newBuilder()
                    .setCertificate(certificate)
                    .setSigningRequest(request(AgentKeys.generate()))
                    .build());
    assertTrue(answer.getCertificate().size() > 0);
  }

  private void enrol(String token, String name, ByteString signingRequest) {
    var answer =
        stub()
            .enrol(
                EnrolRequest.newBuilder()
                    .setToken(token)
                    .setName(name)
                    .setSigningRequest(signingRequest)
                    .build());
    assertTrue(answer.getCertificate().size() > 0);
  }

  private EnrolmentServiceBlockingStub stub() {
    return EnrolmentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  private static String assertRefused(Status.Code code, Runnable call) {
    var refused = assertThrows(StatusRuntimeException.class, call::run);
    assertEquals(code, refused.getStatus().getCode(), refused.getMessage());
    return String.valueOf(refused.getStatus().getDescription());
  }

  private void assertOneLineEach(int refusals) {
    assertEquals(refusals, lines.list.size(), lines.list::toString);
    for (var line : lines.list) {
      assertEquals(Level.INFO, line.getLevel());
      assertNull(line.getThrowableProxy());
      assertTrue(line.getFormattedMessage().length() <= 250, line::getFormattedMessage);
      assertTrue(line.getFormattedMessage().matches("\\P{C}*"), line::getFormattedMessage);
    }
  }

  /** DER: nested SEQUENCEs (30) of indefinite length (80). */
  private static ByteString nested(int bytes) {
    var content = new byte[bytes];
    Arrays.fill(content, (byte) 0x80);
    for (int i = 0; i < bytes; i += 2) {
      content[i] = 0x30;
    }
    return ByteString.copyFrom(content);
  }

  private static ByteString request(AgentKeys keys) {
    return ByteString.copyFrom(keys.signingRequest().toArray());
  }

  private final class FromRemote implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      var from = new InetSocketAddress(InetAddress.ofLiteral(remote), 50_000);
      var context = Context.current().withValue(RoleInterceptor.REMOTE, from);
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
