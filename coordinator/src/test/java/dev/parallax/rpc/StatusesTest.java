package dev.parallax.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.store.failure.LeaseLostException;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

final class StatusesTest {
  /** The operator's command tries the other coordinators after this code. */
  @Test
  void lostLease_isUnavailable() {
    var status = Statuses.of(new LeaseLostException("process 1 on c1", "process 2 on c2"));
    assertEquals(Status.Code.UNAVAILABLE, status.getStatus().getCode());
  }
}
