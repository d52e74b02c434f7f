package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.HttpFailures;
import dev.parallax.agent.probe.http.Cookies;
import dev.parallax.agent.probe.http.HttpText;
import dev.parallax.agent.probe.http.ResponseFailures;
import dev.parallax.agent.probe.wire.KernelTcpInfo;
import dev.parallax.model.exchange.Method;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.text.Printable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests of one page on one connection until {@link #WANTED} bytes came or the server ends the
 * connection between two answers. Data that stops within an answer is a failure with its offset:
 * networks exist that freeze connections after about 16 KB. The amount is this agent's own limit;
 * no plan can raise it.
 */
final class BigAnswer extends HttpPhase {
  static final int WANTED = 128 * 1024;

  /** The last read of a TLS record may exceed the wanted bytes. */
  private static final int RECEIVE_LIMIT = WANTED + 64 * 1024;

  private static final int MOST_REQUESTS = 400;

  /** Data may flow slowly for this multiple of the step timeout. */
  private static final int LONGEST_STEPS = 4;

  private Optional<HttpResponse> head = Optional.empty();
  private boolean within;
  private long ofThisAnswer;
  private int requests;
  private long startedAt;

  BigAnswer(Attempt attempt) {
    super(attempt);
  }

  @Override
  public void start() {
    startedAt = System.nanoTime();
    attempt().tap().allow(RECEIVE_LIMIT);
    attempt().channel().pipeline().addLast(codec(Method.GET, Set.of()), this);
    ask();
  }

  private void ask() {
    requests++;
    within = false;
    ofThisAnswer = attempt().tap().bytesReceived();
    send(Method.GET, attempt().trial().spec().path(), "", new Cookies());
  }

  @Override
  void read(HttpObject part) {
    if (part.decoderResult().isFailure()) {
      finish(HttpFailures.malformed(Printable.message(part.decoderResult().cause()) + progress()));
      return;
    }
    if (part instanceof HttpResponse response) {
      head = Optional.of(response);
      within = true;
    }
    if (part instanceof LastHttpContent) {
      within = false;
      answered(head.orElseThrow());
    } else if (part instanceof HttpContent) {
      within = true;
    }
  }

  private void answered(HttpResponse response) {
    if (response.status().code() < 200) {
      return;
    }
    var failure =
        ResponseFailures.of(
            response,
            "",
            Optional.empty(),
            attempt().trial().spec().exchange().expectations().status());
    if (failure.isPresent()) {
      finish(failure.get());
    } else if (isEnough() || !HttpUtil.isKeepAlive(response) || requests >= MOST_REQUESTS) {
      succeed();
    } else {
      ask();
    }
  }

  private boolean isEnough() {
    return attempt().tap().bytesReceived() >= WANTED;
  }

  @Override
  public boolean hasHeard() {
    return head.isPresent();
  }

  @Override
  public void arrived() {
    if (isEnough() || attempt().tap().isFull()) {
      succeed();
    } else if (head.isPresent()) {
      flowing();
    }
  }

  /** Data that flows slowly is no end; the wait begins anew with each arrival. */
  private void flowing() {
    long limit = LONGEST_STEPS * attempt().trial().stepTimeout().toNanos();
    if (System.nanoTime() - startedAt < limit) {
      attempt().await(this);
    }
  }

  @Override
  public void ended(Ending ending, String detail) {
    if (head.isEmpty()) {
      finish(HttpFailures.ended(ending, detail + progress()));
    } else if (isBetweenAnswers(ending) || isOpenEnd(ending)) {
      succeed();
    } else {
      finish(HttpFailures.cut(data(), detail));
    }
  }

  /** A server may close a connection before the next answer; silence is no close. */
  private boolean isBetweenAnswers(Ending ending) {
    return !within && ending != Ending.TIMEOUT && attempt().tap().bytesReceived() == ofThisAnswer;
  }

  /** The end of the stream ends a body of undeclared length (RFC 9112, section 6.3). */
  private boolean isOpenEnd(Ending ending) {
    return ending == Ending.EOF
        && head.filter(
                response ->
                    !HttpUtil.isContentLengthSet(response)
                        && !HttpUtil.isTransferEncodingChunked(response))
            .isPresent();
  }

  private void succeed() {
    if (!attempt().isFinished()) {
      attempt().record(step());
      attempt().succeed();
    }
  }

  private void finish(Failure failure) {
    if (!attempt().isFinished()) {
      attempt().record(step());
      attempt().fail(failure);
    }
  }

  private String progress() {
    return "; received " + attempt().tap().bytesReceived() + " bytes";
  }

  private ReceivedData data() {
    return new ReceivedData(
        attempt().tap().bytesReceived(), KernelTcpInfo.segmentsReceived(attempt().channel()));
  }

  private HttpStep step() {
    long took = System.nanoTime() - startedAt;
    return HttpText.step(head, new byte[0], List.of(), List.of(), took).with(data());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    finish(HttpFailures.malformed(Printable.message(cause) + progress()));
  }
}
