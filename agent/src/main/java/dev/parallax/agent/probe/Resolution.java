package dev.parallax.agent.probe;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.classify.DnsReply;
import dev.parallax.agent.classify.TcpFailures;
import dev.parallax.model.Step;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The DNS step of one trial: A and AAAA asked of one resolver over UDP, over TCP what was
 * truncated, once again at a third of the time what was not answered. Lives on one event loop; the
 * socket is connected, so that the kernel drops what is not from the resolver.
 */
// What comes of sends, closes and timers shows in the reply or the timeout.
@SuppressWarnings("FutureReturnValueIgnored")
final class Resolution {
  private static final int RESEND_AT = 3;

  private final EventLoop loop;
  private final ProberConfig config;
  private final Duration timeout;
  private final List<Question> questions;
  private final CompletableFuture<Resolved> done = new CompletableFuture<>();
  private @Nullable Channel channel;
  private String transport = "udp";
  private Optional<String> garbage = Optional.empty();
  private int retransmissions;
  private long startedAt;
  private long lastReplyAt;
  private boolean hurried;

  /** A query and what became of it. */
  private static final class Question {
    final DnsQuery query;
    Optional<DnsReply> reply = Optional.empty();

    Question(DnsQuery query) {
      this.query = query;
    }

    boolean isOpen() {
      return reply.isEmpty();
    }
  }

  Resolution(
      EventLoop loop, ProberConfig config, String name, Duration timeout, RandomGenerator random) {
    this.loop = loop;
    this.config = config;
    this.timeout = timeout;
    int id = random.nextInt(1 << 16);
    int other = id ^ (1 + random.nextInt((1 << 16) - 1));
    this.questions =
        List.of(
            new Question(new DnsQuery(id, name, DnsRecordType.A)),
            new Question(new DnsQuery(other, name, DnsRecordType.AAAA)));
  }

  /** Never completes exceptionally, and within the timeout. */
  CompletableFuture<Resolved> run() {
    startedAt = System.nanoTime();
    lastReplyAt = startedAt;
    var opening = open();
    opening.addListener(ignored -> opened(opening));
    later(timeout, this::timeUp);
    later(timeout.dividedBy(RESEND_AT), this::resend);
    return done;
  }

  private ChannelFuture open() {
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollDatagramChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel udp) {
                    udp.pipeline()
                        .addLast(new KnownIds(), new DatagramDnsResponseDecoder(), new Replies());
                  }
                });
    Optional<SocketAddress> source =
        config.bindFor(config.resolver().getAddress()).map(bind -> new InetSocketAddress(bind, 0));
    return source.isPresent()
        ? bootstrap.connect(config.resolver(), source.get())
        : bootstrap.connect(config.resolver());
  }

  private void opened(ChannelFuture opening) {
    channel = opening.channel();
    if (done.isDone()) {
      channel.close();
    } else if (opening.cause() != null) {
      failAll(opening.cause());
    } else {
      questions.forEach(question -> send(question.query));
    }
  }

  private void send(DnsQuery query) {
    var udp = channel;
    if (udp != null && udp.isActive()) {
      udp.writeAndFlush(query.encode(udp.alloc()))
          .addListener(
              sent -> {
                if (sent.cause() != null) {
                  failAll(sent.cause());
                }
              });
    }
  }

  private void resend() {
    if (done.isDone()) {
      return;
    }
    for (var question : questions) {
      if (question.isOpen()) {
        retransmissions++;
        send(question.query);
      }
    }
  }

  private Optional<Question> openQuestion(int id) {
    return questions.stream()
        .filter(question -> question.isOpen() && question.query.id() == id)
        .findFirst();
  }

  private void received(DnsResponse response) {
    openQuestion(response.id()).ifPresent(question -> received(question, response));
  }

  private void received(Question question, DnsResponse response) {
    lastReplyAt = System.nanoTime();
    if (!DnsReader.answers(response, question.query)) {
      garbage = Optional.of("a reply to another question");
    } else if (response.isTruncated()) {
      overTcp(question);
    } else {
      answered(question, DnsReader.read(response, question.query));
    }
  }

  private void overTcp(Question question) {
    transport = "tcp";
    TcpQuestion.ask(loop, config, question.query, timeLeft())
        .thenAccept(
            reply -> {
              lastReplyAt = System.nanoTime();
              answered(question, reply);
            });
  }

  private void answered(Question question, DnsReply reply) {
    if (!question.isOpen()) {
      return;
    }
    question.reply = Optional.of(reply);
    if (questions.stream().noneMatch(Question::isOpen)) {
      finish();
    } else if (!reply.addresses().isEmpty() && !hurried) {
      hurried = true;
      later(timeout.dividedBy(RESEND_AT), this::timeUp);
    }
  }

  private void malformed(int id, Throwable cause) {
    lastReplyAt = System.nanoTime();
    openQuestion(id)
        .ifPresent(
            question ->
                answered(
                    question, new DnsReply.Failed(DnsFailures.malformed(String.valueOf(cause)))));
  }

  private void failAll(Throwable cause) {
    lastReplyAt = System.nanoTime();
    var failed = new DnsReply.Failed(TcpFailures.of(Step.DNS, cause));
    List.copyOf(questions).forEach(question -> answered(question, failed));
  }

  private void timeUp() {
    if (done.isDone()) {
      return;
    }
    lastReplyAt = System.nanoTime();
    var silent =
        new DnsReply.Failed(
            garbage
                .map(DnsFailures::malformed)
                .orElseGet(
                    () -> DnsFailures.timeout("no reply within " + timeout.toMillis() + " ms")));
    questions.forEach(question -> answered(question, silent));
  }

  private void finish() {
    var udp = channel;
    if (udp != null) {
      udp.close();
    }
    var replies = questions.stream().flatMap(question -> question.reply.stream()).toList();
    done.complete(
        Resolved.of(
            replies,
            config.resolver(),
            transport,
            retransmissions,
            Duration.ofNanos(lastReplyAt - startedAt)));
  }

  private Duration timeLeft() {
    return timeout.minusNanos(System.nanoTime() - startedAt);
  }

  private void later(Duration delay, Runnable task) {
    var scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    done.whenComplete((result, failed) -> scheduled.cancel(false));
  }

  /** Lets through only replies to a question still open; remembers that others came. */
  private final class KnownIds extends ChannelInboundHandlerAdapter {
    private static final int HEADER = 12;
    private int current = -1;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof DatagramPacket packet && isReply(packet.content())) {
        current = packet.content().getUnsignedShort(packet.content().readerIndex());
        context.fireChannelRead(message);
      } else {
        ReferenceCountUtil.release(message);
      }
    }

    private boolean isReply(ByteBuf content) {
      if (content.readableBytes() < HEADER) {
        garbage = Optional.of("a datagram of " + content.readableBytes() + " bytes");
        return false;
      }
      boolean response = content.getByte(content.readerIndex() + 2) < 0;
      boolean known =
          response && openQuestion(content.getUnsignedShort(content.readerIndex())).isPresent();
      garbage = known ? garbage : Optional.of("a reply with an id never asked with");
      return known;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      failAll(cause);
    }
  }

  /** Takes what the decoder made of it. */
  private final class Replies extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        received((DnsResponse) message);
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (cause instanceof DecoderException) {
        malformed(context.pipeline().get(KnownIds.class).current, cause);
      } else {
        failAll(cause);
      }
    }
  }
}
