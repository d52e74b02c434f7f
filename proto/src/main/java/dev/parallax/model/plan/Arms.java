package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Step;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Each arm as a probe: the base probe with exactly one factor changed. */
public final class Arms {
  /**
   * Longer than the delay of middleboxes that reset accepted connections by themselves (about 240
   * ms).
   */
  private static final Duration HELLO_DELAY = Duration.ofSeconds(1);

  /** Ends the variant of a {@link Arm#RESPONDER} that is sent another name than the target's. */
  public static final String CONTROL = ":control";

  private Arms() {}

  public static ProbeSpecBuilder base(Target target) {
    return ProbeSpec.of(target);
  }

  /** Another server name: only the handshake counts, with any certificate. */
  public static ProbeSpecBuilder controlSni(Target target, String name) {
    return named(target, Optional.of(name)).as(Arm.CONTROL_SNI, name);
  }

  public static ProbeSpecBuilder noSni(Target target) {
    return named(target, Optional.empty()).as(Arm.NO_SNI, "");
  }

  public static ProbeSpecBuilder delayedHello(Target target) {
    return handshake(target).as(Arm.DELAYED_HELLO, "").hello(hello -> hello.after(HELLO_DELAY));
  }

  /** {@link Arm#PINNED_ADDRESS} or {@link Arm#PEER_ADDRESSES}. */
  public static ProbeSpecBuilder at(Target target, Arm arm, InetAddress address) {
    return base(target).as(arm, address.getHostAddress()).at(address);
  }

  /** The target's name, sent to an unrelated server. */
  public static ProbeSpecBuilder neutral(Target target, Target neutral) {
    return elsewhere(target, neutral).as(Arm.REAL_SNI_AT_NEUTRAL, neutral.name());
  }

  public static ProbeSpecBuilder reference(Target reference) {
    return base(reference).as(Arm.REFERENCE, reference.name());
  }

  public static ProbeSpecBuilder otherPort(Target target, int port) {
    return base(target).as(Arm.OTHER_PORT, Integer.toString(port)).port(port).only(Step.TCP);
  }

  public static ProbeSpecBuilder sibling(Target target, InetAddress address) {
    return at(target, Arm.SIBLING_ADDRESS, address).only(Step.TCP);
  }

  public static ProbeSpecBuilder otherFamily(Target target, Family family) {
    return base(target).as(Arm.OTHER_FAMILY, family.word()).route(route -> route.only(family));
  }

  public static ProbeSpecBuilder directIp(Target target) {
    return base(target).as(Arm.DIRECT_IP, "").serverName(Optional.empty()).judged(false);
  }

  public static ProbeSpecBuilder splitHello(Target target, HelloShape.Split split) {
    return handshake(target)
        .as(Arm.SPLIT_HELLO, split.word())
        .hello(
            hello ->
                hello.by(
                    HelloRecipe.STANDARD
                        .shaped(HelloShape.split(split))
                        .offering(target.scheme())));
  }

  /** The ClientHello of a current browser. */
  public static ProbeSpecBuilder browser(Target target, BrowserHello browser) {
    return handshake(target)
        .as(Arm.BROWSER_HELLO, browser.word())
        .hello(hello -> hello.by(browser.recipe().offering(target.scheme())));
  }

  /** {@link Arm#SMALL_HELLO}, {@link Arm#BIG_HELLO} or {@link Arm#ECH_GREASE}. */
  public static ProbeSpecBuilder shaped(Target target, Arm arm) {
    return handshake(target)
        .as(arm, "")
        .hello(hello -> hello.by(HelloRecipes.of(arm).offering(target.scheme())));
  }

  /** {@link Arm#TLS12} or {@link Arm#TLS13}. */
  public static ProbeSpecBuilder version(Target target, Arm arm) {
    return handshake(target)
        .as(arm, "")
        .hello(hello -> hello.by(HelloRecipes.of(arm).offering(target.scheme())));
  }

  public static ProbeSpecBuilder suite(Target target, String cipher) {
    return handshake(target)
        .as(Arm.CIPHER_SWEEP, cipher)
        .hello(hello -> hello.by(HelloRecipes.suite(cipher).offering(target.scheme())));
  }

  public static ProbeSpecBuilder plainHttp(Target target) {
    return base(target).as(Arm.PLAIN_HTTP, "").scheme(Scheme.HTTP).only(Step.HTTP);
  }

  /** The target's own name, or a control name to measure the distance of the origin. */
  public static ProbeSpecBuilder ttlWalk(Target target, HopLimit limit, Optional<String> name) {
    var last = limit.packet() == HopLimit.LimitedPacket.SYN ? Step.TCP : Step.TLS;
    return named(target, name)
        .only(last)
        .as(Arm.TTL_WALK, new WalkVariant(limit, name).word())
        .route(route -> route.within(limit));
  }

  public static ProbeSpecBuilder samePort(Target target, int port) {
    return handshake(target)
        .as(Arm.SAME_PORT_REPLAY, Integer.toString(port))
        .route(route -> route.from(port));
  }

  public static ProbeSpecBuilder otherResolver(Target target, Resolver resolver) {
    return base(target).as(Arm.OTHER_RESOLVER, resolver.word()).asking(resolver).only(Step.DNS);
  }

  /** Only the resolution, by the authoritative name servers of the zone. */
  public static ProbeSpecBuilder authoritative(Target target, Resolver.Transport transport) {
    return base(target).as(Arm.AUTHORITATIVE, transport.scheme()).only(Step.DNS);
  }

  /**
   * A handshake with another agent.
   *
   * @param variant the vantage that answers, and the server name sent to it
   */
  public static ProbeSpecBuilder responder(
      Target target, Target responder, Optional<String> name, String variant) {
    return elsewhere(target, responder).serverName(name).as(Arm.RESPONDER, variant);
  }

  public static ProbeSpecBuilder clientCertificate(Target target) {
    return base(target).as(Arm.CLIENT_CERTIFICATE, "").hello(HelloSpec::withCertificate);
  }

  public static ProbeSpecBuilder webSocket(Target target) {
    return base(target).as(Arm.WEBSOCKET, "").upgrading();
  }

  public static ProbeSpecBuilder quic(Target target) {
    return handshake(target).as(Arm.QUIC, "").over(Medium.QUIC);
  }

  public static ProbeSpecBuilder traceroute(Target target) {
    return base(target).as(Arm.TRACEROUTE, "").over(Medium.TRACE).only(Step.TCP);
  }

  /** The target's own page, again and again until enough came; any certificate. */
  public static ProbeSpecBuilder bigAnswer(Target target) {
    return base(target).as(Arm.BIG_ANSWER, "").judged(false);
  }

  /** The same of an unrelated server, under its own name. */
  public static ProbeSpecBuilder bigAnswer(Target target, Target neutral) {
    return ProbeSpec.of(neutral).forTarget(target).judged(false).as(Arm.BIG_ANSWER, neutral.name());
  }

  public static ProbeSpecBuilder echo(Target target) {
    return base(target).as(Arm.ICMP_ECHO, "").over(Medium.ECHO).only(Step.TCP);
  }

  private static ProbeSpecBuilder handshake(Target target) {
    return base(target).only(Step.TLS);
  }

  private static ProbeSpecBuilder named(Target target, Optional<String> name) {
    return handshake(target).serverName(name);
  }

  private static ProbeSpecBuilder elsewhere(Target target, Target server) {
    return ProbeSpec.of(server)
        .forTarget(target)
        .scheme(Scheme.TLS)
        .serverName(target.serverName())
        .path("/")
        .only(Step.TLS);
  }
}
