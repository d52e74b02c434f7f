package dev.parallax.evaluate.simulate;

import dev.parallax.evaluate.fault.Fault;
import dev.parallax.evaluate.fault.HostFault;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.Medium;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One simulated flow, stage by stage, until a fault ends it or it succeeds. */
final class SimulatedConnection {
  /** Seconds at which Linux sends a SYN again, within a step's patience. */
  private static final double[] SYN_SENT = {0, 1, 3};

  /** Seconds at which a ClientHello, or the answer to it, is sent again. */
  private static final double[] DATA_SENT = {0, 0.2, 0.6, 1.4, 3.0};

  private final SimulatedWorld world;
  private final List<Fault> met;
  private final SimulatedFlow flow;
  private final HealthyServer server;

  @Nullable ConnectionFailure fate;
  @Nullable Fault cause;
  @Nullable SimulatedChain chain;
  double connect;
  int retransmits;
  boolean helloSent;
  boolean handshakeDone;
  double handshake;
  int status;
  int diedAt;

  SimulatedConnection(SimulatedWorld world, List<Fault> met, SimulatedFlow flow) {
    this.world = world;
    this.met = met;
    this.flow = flow;
    this.server = new HealthyServer(world, flow);
  }

  SimulatedConnection run() {
    var medium = flow.spec().medium();
    if (medium == Medium.ECHO) {
      echo();
    } else if (medium == Medium.QUIC) {
      quic();
    } else if (connects() && flow.spec().lastStep() != Step.TCP && says()) {
      finish();
    }
    return this;
  }

  private boolean limited(HopLimit.LimitedPacket packet) {
    return flow.spec().route().hopLimit().filter(it -> it.packet() == packet).isPresent();
  }

  private int limit() {
    return flow.spec().route().hopLimit().map(HopLimit::hops).orElse(Integer.MAX_VALUE);
  }

  private boolean connects() {
    boolean walk = limited(HopLimit.LimitedPacket.SYN);
    if (struck(fault -> !walk || fault.within(flow, limit()) ? fault.syn(flow) : null)) {
      connect = end().after();
      return false;
    }
    if (walk && limit() < flow.place().hops()) {
      return dies(Step.TCP);
    }
    if (lost(SYN_SENT, 2, ConnectionFailure.SYN_LOST)) {
      connect = ConnectionFailure.PATIENCE;
      return false;
    }
    connect += flow.rtt();
    return closedPort();
  }

  private boolean closedPort() {
    boolean other = flow.spec().arm() == Arm.OTHER_PORT && flow.toTarget();
    return !other || !ends(null, world.site().manners().otherPort());
  }

  /** A router on the path sends an ICMP error, or is silent, as routers are. */
  private boolean dies(Step step) {
    diedAt = limit();
    boolean tells = SeededRandom.mix(flow.address().hashCode() * 31L + limit()) % 10 < 7;
    var word = tells ? FailureWord.HOST_UNREACHABLE : FailureWord.CONNECT_TIMEOUT;
    if (step == Step.TLS && !tells) {
      word = FailureWord.HELLO_NOT_ACKED;
    }
    return !ends(null, new ConnectionFailure(step, word, tells ? 0.21 : 1, -1));
  }

  private boolean says() {
    double wait = flow.spec().helloDelay().isZero() ? 0 : Math.max(2 * flow.rtt(), seconds());
    if (struck(fault -> fault.accepted(flow))) {
      if (end().after() > wait && end().word().equals(FailureWord.RESET_BEFORE_DATA)) {
        helloSent = true;
        fate = ConnectionFailure.tls(FailureWord.RESET_AFTER_HELLO, end().after() - wait);
      }
      return false;
    }
    return flow.spec().scheme().encrypted() ? shakesHands() : true;
  }

  private double seconds() {
    return flow.spec().helloDelay().toNanos() / 1e9;
  }

  private boolean shakesHands() {
    helloSent = true;
    boolean walk = limited(HopLimit.LimitedPacket.HELLO);
    if (struck(fault -> !walk || fault.within(flow, limit()) ? fault.hello(flow) : null)) {
      return false;
    }
    if (walk && limit() < flow.place().hops()) {
      return dies(Step.TLS);
    }
    if (lost(DATA_SENT, 1, ConnectionFailure.HELLO_LOST) || hiccup()) {
      return false;
    }
    if (ends(null, server.refusal())) {
      return false;
    }
    if (lost(DATA_SENT, 1, ConnectionFailure.SILENCE) || struck(fault -> fault.flight(flow))) {
      return false;
    }
    handshake += 2 * flow.rtt() + (flow.toTarget() ? world.site().manners().slow() : 0);
    handshakeDone = true;
    return certified();
  }

  /** A rare failure without a cause. */
  private boolean hiccup() {
    return flow.draw().chance(world.hiccups())
        && ends(
            null,
            flow.draw()
                .pick(
                    ConnectionFailure.SILENCE,
                    ConnectionFailure.tls(FailureWord.RESET_AFTER_HELLO, flow.rtt()),
                    ConnectionFailure.tls(FailureWord.EOF_MID_HANDSHAKE, flow.rtt() * 2)));
  }

  private boolean certified() {
    Fault changed = null;
    for (var fault : met) {
      var other = fault.chain(flow);
      if (other != null) {
        chain = other;
        changed = fault;
        break;
      }
    }
    if (chain == null) {
      chain = server.chain();
    }
    if (!flow.spec().judgeCertificate()) {
      return true;
    }
    var place = flow.place();
    var clock = world.now().plusMillis((long) (1000 * place.clock()));
    var word = chain.judge(place.bundle(), clock);
    if (word.isEmpty()) {
      return true;
    }
    var ill = changed != null ? changed : HostFault.of(met, place);
    return !ends(ill, ConnectionFailure.tls(word.get(), 2 * flow.rtt()));
  }

  private void finish() {
    if (flow.spec().lastStep() != Step.HTTP || lost(DATA_SENT, 2, ConnectionFailure.NO_RESPONSE)) {
      return;
    }
    if (struck(fault -> fault.http(flow))) {
      return;
    }
    if (!flow.spec().scheme().encrypted() && flow.toTarget()) {
      ends(null, world.site().manners().plain());
    }
    status = fate == null ? 200 : status;
  }

  private void quic() {
    boolean blocked =
        struck(
            fault -> {
              var early = fault.syn(flow);
              return early != null ? early : fault.hello(flow);
            });
    if (!blocked && flow.toTarget() && !world.site().manners().quic()) {
      ends(null, ConnectionFailure.tls(FailureWord.QUIC_TIMEOUT, ConnectionFailure.PATIENCE));
    }
    if (fate != null) {
      fate = ConnectionFailure.tls(FailureWord.QUIC_TIMEOUT, ConnectionFailure.PATIENCE);
    }
  }

  private void echo() {
    for (var fault : met) {
      if (fault.stopsEcho(flow)) {
        ends(fault, ConnectionFailure.tcp(FailureWord.ECHO_TIMEOUT, ConnectionFailure.PATIENCE));
        return;
      }
    }
    if (flow.toTarget() && !world.site().manners().echo()) {
      ends(null, ConnectionFailure.tcp(FailureWord.ECHO_TIMEOUT, ConnectionFailure.PATIENCE));
    }
  }

  private ConnectionFailure end() {
    return Objects.requireNonNull(fate);
  }

  private boolean struck(Function<Fault, @Nullable ConnectionFailure> stage) {
    for (var fault : met) {
      var end = stage.apply(fault);
      if (end != null) {
        return ends(fault, end);
      }
    }
    return false;
  }

  private boolean ends(@Nullable Fault by, @Nullable ConnectionFailure end) {
    if (end == null) {
      return false;
    }
    fate = end;
    cause = by;
    if (end.word().isHttpStatus()) {
      status = 100 * (end.word().word().charAt(12) - '0');
    }
    return true;
  }

  /** Sent again and again until it arrives, and its acknowledgement with it, or patience ends. */
  private boolean lost(double[] sent, int ways, ConnectionFailure otherwise) {
    double own = flow.place().lossAt(flow.time());
    double more = 0;
    Fault heaviest = null;
    for (var fault : met) {
      double loss = fault.loss(flow);
      if (loss > more) {
        more = loss;
        heaviest = fault;
      }
    }
    if (own + more == 0) {
      return false;
    }
    double through = StrictMath.pow((1 - own) * (1 - more), ways);
    for (int i = 0; i < sent.length; i++) {
      if (flow.draw().chance(through)) {
        retransmits += i;
        connect += otherwise.step() == Step.TCP ? sent[i] : 0;
        handshake += otherwise.step() == Step.TLS ? sent[i] : 0;
        return false;
      }
    }
    retransmits += sent.length;
    return ends(more > own ? heaviest : world.weather(), otherwise);
  }
}
