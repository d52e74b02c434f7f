package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.Step;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The probes of an arm for a target; empty when the arm does not apply, or when its parameters are
 * unknown.
 */
public final class ArmProbes {
  private static final int TRIALS = 3;
  private static final int SHAPE_TRIALS = 2;

  /** Of each browser. */
  private static final int BROWSER_TRIALS = 1;

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** Fixed, so that every vantage uses the same; spread, so that a hash of them spreads too. */
  private static final List<Integer> REPLAYED_PORTS =
      List.of(41_234, 42_571, 44_102, 45_937, 47_208, 48_665, 50_319, 51_886);

  private final Target target;
  private final ArmInputs known;
  private final Exchange exchange;

  /** Of the default request. */
  public ArmProbes(Target target, ArmInputs known) {
    this(target, Exchange.DEFAULT, known);
  }

  /**
   * @param exchange what is sent to the target beyond the default request, and what must come back
   */
  public ArmProbes(Target target, Exchange exchange, ArmInputs known) {
    this.target = target;
    this.exchange = exchange;
    this.known = known;
  }

  public List<ProbeSpec> of(Arm arm) {
    return builders(arm)
        .map(ProbeSpecBuilder::build)
        .map(probe -> ExchangeScope.applied(target, exchange, probe))
        .toList();
  }

  private Stream<ProbeSpecBuilder> builders(Arm arm) {
    return switch (arm) {
      case REFERENCE, RESPONDER -> Stream.of();
      case TTL_WALK -> new Walk(target, known).probes();
      case TRACEROUTE -> once(Arms.traceroute(target));
      case SAME_PORT_REPLAY -> encrypted(REPLAYED_PORTS, port -> Arms.samePort(target, port));
      case CIPHER_SWEEP -> suites();
      default -> single(arm).map(probe -> probe.trials(trials(arm)));
    };
  }

  /** The question whether a shape passes needs fewer trials than the rate of a name's failures. */
  private static int trials(Arm arm) {
    return switch (arm) {
      case TLS12, TLS13, SPLIT_HELLO, SMALL_HELLO, BIG_HELLO -> SHAPE_TRIALS;
      case BROWSER_HELLO -> BROWSER_TRIALS;
      case BIG_ANSWER -> SHAPE_TRIALS;
      case AUTHORITATIVE -> SHAPE_TRIALS;
      case PLAIN_HTTP, QUIC, OTHER_PORT, OTHER_FAMILY, ICMP_ECHO -> SHAPE_TRIALS;
      default -> TRIALS;
    };
  }

  private Stream<ProbeSpecBuilder> single(Arm arm) {
    return switch (arm) {
      case BASE -> Stream.of(Arms.base(target));
      case CONTROL_SNI -> named(Arms.controlSni(target, known.controlName()));
      case NO_SNI -> named(Arms.noSni(target));
      case DIRECT_IP -> named(Arms.directIp(target));
      case PINNED_ADDRESS -> seen().limit(1).map(address -> Arms.at(target, arm, address));
      case PEER_ADDRESSES -> seen().skip(1).map(address -> Arms.at(target, arm, address));
      case SIBLING_ADDRESS -> seen().limit(1).flatMap(ArmProbes::neighbour).map(this::sibling);
      case OTHER_RESOLVER ->
          target.isAddressLiteral()
              ? Stream.of()
              : known.resolvers().stream().map(resolver -> Arms.otherResolver(target, resolver));
      case AUTHORITATIVE ->
          target.isAddressLiteral() || target.pinned().isPresent()
              ? Stream.of()
              : Stream.of(Transport.UDP, Transport.TCP)
                  .map(carrier -> Arms.authoritative(target, carrier));
      case REAL_SNI_AT_NEUTRAL ->
          target.scheme() == Scheme.TCP
              ? Stream.of()
              : known.neutral().stream().map(site -> Arms.neutral(target, site));
      case OTHER_PORT -> Stream.of(Arms.otherPort(target, otherPort()));
      case OTHER_FAMILY ->
          target.isAddressLiteral() || target.pinned().isPresent()
              ? Stream.of()
              : Stream.of(Family.IPV4, Family.IPV6).map(family -> Arms.otherFamily(target, family));
      case ICMP_ECHO -> Stream.of(Arms.echo(target));
      case WEBSOCKET ->
          target.scheme() == Scheme.TCP ? Stream.of() : Stream.of(Arms.webSocket(target));
      case BIG_ANSWER -> bigAnswers();
      default -> encrypted(arm);
    };
  }

  /** Of the target, and of the neutral server as the control. */
  private Stream<ProbeSpecBuilder> bigAnswers() {
    return target.scheme().lastStep() == Step.HTTP && !target.scheme().upgrades()
        ? Stream.concat(
            Stream.of(Arms.bigAnswer(target)),
            known.neutral().stream()
                .filter(site -> site.scheme().lastStep() == Step.HTTP)
                .map(site -> Arms.bigAnswer(target, site)))
        : Stream.of();
  }

  /** Arms that change the TLS handshake. */
  private Stream<ProbeSpecBuilder> encrypted(Arm arm) {
    if (!target.scheme().encrypted()) {
      return Stream.of();
    }
    return switch (arm) {
      case DELAYED_HELLO -> Stream.of(Arms.delayedHello(target));
      case SPLIT_HELLO ->
          Stream.of(HelloShape.Split.SEGMENTS, HelloShape.Split.RECORDS)
              .map(split -> Arms.splitHello(target, split));
      case SMALL_HELLO, BIG_HELLO, ECH_GREASE -> Stream.of(Arms.shaped(target, arm));
      case BROWSER_HELLO ->
          Stream.of(BrowserHello.values()).map(browser -> Arms.browser(target, browser));
      case TLS12, TLS13 -> Stream.of(Arms.version(target, arm));
      case PLAIN_HTTP -> Stream.of(Arms.plainHttp(target));
      case CLIENT_CERTIFICATE -> Stream.of(Arms.clientCertificate(target));
      case QUIC -> Stream.of(Arms.quic(target));
      default -> Stream.of();
    };
  }

  private <T> Stream<ProbeSpecBuilder> encrypted(
      List<T> parameters, Function<T, ProbeSpecBuilder> probe) {
    return target.scheme().encrypted()
        ? parameters.stream().map(probe).map(builder -> builder.trials(TRIALS))
        : Stream.of();
  }

  private Stream<ProbeSpecBuilder> suites() {
    return encrypted(HelloRecipe.STANDARD.ciphers(), suite -> Arms.suite(target, suite))
        .map(probe -> probe.trials(1));
  }

  private Stream<ProbeSpecBuilder> named(ProbeSpecBuilder probe) {
    return target.scheme().encrypted() && target.serverName().isPresent()
        ? Stream.of(probe)
        : Stream.of();
  }

  private static Stream<ProbeSpecBuilder> once(ProbeSpecBuilder probe) {
    return Stream.of(probe.trials(1));
  }

  private int otherPort() {
    return target.port() == HTTP_PORT ? HTTPS_PORT : HTTP_PORT;
  }

  private ProbeSpecBuilder sibling(InetAddress address) {
    return Arms.sibling(target, address);
  }

  private Stream<InetAddress> seen() {
    return Stream.concat(target.pinned().stream(), known.addresses().stream()).distinct();
  }

  /** The other address of its pair; an IPv6 address has no useful neighbour. */
  private static Stream<InetAddress> neighbour(InetAddress address) {
    if (!(address instanceof Inet4Address)) {
      return Stream.of();
    }
    var bytes = address.getAddress();
    bytes[3] ^= 1;
    return Stream.of(ofFour(bytes));
  }

  private static InetAddress ofFour(byte[] bytes) {
    return InetAddress.ofLiteral(
        IntStream.range(0, bytes.length)
            .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(bytes[i])))
            .collect(Collectors.joining(".")));
  }
}
