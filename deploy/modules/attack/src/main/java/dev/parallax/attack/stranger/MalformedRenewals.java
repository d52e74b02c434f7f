package dev.parallax.attack.stranger;

import com.google.protobuf.ByteString;
import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.HostileCertificates;
import dev.parallax.attack.Installation;
import dev.parallax.v1.RenewRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** 300 renewals with invalid certificates, or with 36 KB of nested values. */
public final class MalformedRenewals implements Attack {
  private static final int CALLS = 300;
  private static final int CHUNK = 16_000;
  private static final long LOG_BYTES_A_CALL = 500;

  private final Path log;
  private int sent;
  private int answered;
  private long logged;

  /**
   * @param log the coordinator's standard error
   */
  public MalformedRenewals(Path log) {
    this.log = log;
  }

  @Override
  public String name() {
    return "stranger/renewals";
  }

  @Override
  public String launch(Installation at) throws IOException, InterruptedException {
    long before = Files.size(log);
    var messages = certificates().stream().map(MalformedRenewals::message).toList();
    for (int opened = 0; sent < CALLS && opened < CALLS; opened++) {
      var message = messages.get(opened % messages.size());
      try (var connection = Http2Connection.open(at.coordinatorAddress())) {
        sent += calls(connection, message);
        answered += connection.headers();
      } catch (IOException refused) {
        Thread.sleep(20);
      }
    }
    logged = Files.size(log) - before;
    return sent + " renewals of malformed certificates, some 36 KB deep";
  }

  /** One connection, with as many calls as fit its window of 64 KB. */
  private static int calls(Http2Connection connection, byte[] message)
      throws IOException, InterruptedException {
    connection.call(1, "/parallax.v1.EnrolmentService/Renew");
    for (int start = 0; start < message.length; start += CHUNK) {
      var chunk = Arrays.copyOfRange(message, start, Math.min(message.length, start + CHUNK));
      if (start + CHUNK < message.length) {
        connection.data(1, chunk);
      } else {
        connection.endingData(1, chunk);
      }
    }
    connection.flush();
    for (int i = 0; i < 20 && connection.headers() == 0 && !connection.closed(); i++) {
      Thread.sleep(10);
    }
    return 1;
  }

  private static List<byte[]> certificates() {
    return List.of(
        HostileCertificates.nestedValue(0x30, 9_000),
        HostileCertificates.nestedValue(0xa0, 9_000),
        HostileCertificates.nestedValue(0x24, 9_000),
        HostileCertificates.nestedExtension("x.test").getFirst(),
        new byte[] {0x30, (byte) 0x80},
        new byte[0]);
  }

  private static byte[] message(byte[] certificate) {
    var bytes =
        RenewRequest.newBuilder()
            .setCertificate(ByteString.copyFrom(certificate))
            .setSigningRequest(ByteString.copyFrom(HostileCertificates.nestedValue(0x30, 4_000)))
            .setProof(ByteString.copyFrom(new byte[70]))
            .build()
            .toByteArray();
    var out = new ByteArrayOutputStream();
    out.write(0);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(bytes.length >> shift);
    }
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  /** Log lines about other attacks at the same time count as well. */
  @Override
  public AttackResult judge(AttackRecord evidence) {
    long each = logged / Math.max(1, sent);
    return AttackResult.of(
        each <= LOG_BYTES_A_CALL, "%d answered, %,d bytes of log a call".formatted(answered, each));
  }
}
