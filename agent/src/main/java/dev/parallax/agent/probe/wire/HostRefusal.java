package dev.parallax.agent.probe.wire;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.Set;

/** A peer is not silent that this host sent nothing to. */
public final class HostRefusal {
  private static final Set<FailureWord> SILENCE =
      Set.of(
          FailureWord.CONNECT_TIMEOUT,
          FailureWord.STARTTLS_TIMEOUT,
          FailureWord.HELLO_NOT_ACKED,
          FailureWord.TIMEOUT_AFTER_HELLO,
          FailureWord.TIMEOUT_MID_HANDSHAKE,
          FailureWord.HTTP_TIMEOUT,
          FailureWord.REPLY_TIMEOUT);

  private HostRefusal() {}

  /** The failure, or that of this host where its kernel kept the packets back. */
  public static Failure classify(Failure failure, EpollSocketChannel channel) {
    return SILENCE.contains(failure.word()) && KernelTcpInfo.isRefusedByHost(channel)
        ? new Failure(
            failure.step(),
            FailureWord.OPERATION_NOT_PERMITTED,
            failure.detail() + "; the kernel of this host did not send the packets")
        : failure;
  }
}
