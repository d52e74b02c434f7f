package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.Method;
import dev.parallax.model.exchange.Request;
import dev.parallax.model.failure.Step;
import dev.parallax.model.value.Check;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Which targets and which probes an exchange is for. */
public final class ExchangeScope {
  private ExchangeScope() {}

  /**
   * Checks that the target's scheme has every part of the exchange.
   *
   * @throws IllegalArgumentException naming the words and the target
   */
  static void check(Target target, Exchange exchange) {
    var request = exchange.request();
    var expected = exchange.expectations();
    boolean http = target.scheme().lastStep() == Step.HTTP;
    boolean upgrades = target.scheme().upgrades();
    check(http || (!expected.ofHttp() && request.equals(Request.DEFAULT)), HTTP, target, exchange);
    check(target.scheme().encrypted() || !expected.ofTls(), TLS, target, exchange);
    check(
        request.credentials().isEmpty() || target.scheme().encrypted(),
        CREDENTIALS,
        target,
        exchange);
    check(target.address().isEmpty() || expected.dns().isEmpty(), NAME, target, exchange);
    check(exchange.script().isEmpty() || target.scheme() == Scheme.TCP, SCRIPT, target, exchange);
    check(!upgrades || request.method() == Method.GET, GET, target, exchange);
    check(
        !endsAfterTls(target, expected)
            || (!upgrades && !expected.ofHttp() && request.equals(Request.DEFAULT)),
        ALPN,
        target,
        exchange);
  }

  private static final String HTTP =
      "status=, body~, header:, method=, header= and credentials= need an http, https, ws or wss"
          + " target";
  private static final String CREDENTIALS =
      "credentials= needs an https or wss target: credentials are not sent in cleartext";
  private static final String TLS = "alpn=, tls>= and cert-days>= need a target with TLS";
  private static final String NAME = "dns= needs a target whose name is resolved";
  private static final String SCRIPT = "reply~ and send= need a tcp target";
  private static final String GET = "a ws or wss target has the method GET";
  private static final String ALPN =
      "alpn= other than http/1.1 ends the probe after the handshake and excludes status=, body~,"
          + " header:, method= and header=";

  /** The only protocol of an HTTP request. */
  private static final String HTTP_1_1 = "http/1.1";

  private static void check(boolean holds, String expectation, Target target, Exchange exchange) {
    Check.text(holds, expectation, target.name() + " " + exchange);
  }

  /**
   * The probe with the parts of the target's exchange that its arm carries: all of them when it
   * differs from the base probe in the way to the target's own host alone, the networks of DNS
   * answers when it asks another resolver, none when it only connects, shakes hands, judges no
   * certificate or goes elsewhere. The ClientHello offers the ALPN protocol that is expected.
   */
  public static ProbeSpec applied(Target target, Exchange exchange, ProbeSpec probe) {
    var part = part(target, exchange, probe);
    if (part.isDefault()) {
      return probe;
    }
    var builder = probe.but().exchanging(part);
    part.expectations().alpn().ifPresent(protocol -> offer(probe, protocol, builder));
    return endsAfterTls(target, part.expectations())
        ? builder.only(Step.TLS).build()
        : builder.build();
  }

  /** A server selects a protocol among those that the ClientHello offers (RFC 7301). */
  private static void offer(ProbeSpec probe, String protocol, ProbeSpecBuilder builder) {
    var recipe = probe.hello().recipe().orElse(HelloRecipe.STANDARD);
    if (!recipe.alpn().contains(protocol)) {
      var offered = Stream.concat(Stream.of(protocol), recipe.alpn().stream()).toList();
      builder.hello(hello -> hello.by(recipe.offering(offered)));
    }
  }

  /** Whether the expected protocol differs from the protocol of the request. */
  private static boolean endsAfterTls(Target target, Expectations expected) {
    return target.scheme().lastStep() == Step.HTTP
        && expected.alpn().filter(protocol -> !protocol.equals(HTTP_1_1)).isPresent();
  }

  private static Exchange part(Target target, Exchange exchange, ProbeSpec probe) {
    if (probe.arm() == Arm.OTHER_RESOLVER || probe.arm() == Arm.AUTHORITATIVE) {
      return new Exchange(Request.DEFAULT, ofDns(exchange.expectations()));
    }
    if (!isWhole(target, probe)) {
      return Exchange.DEFAULT;
    }
    // The answer to an upgrade is 101 without a body, whatever the page is.
    return probe.upgrade() && !target.scheme().upgrades() ? upgrading(exchange) : exchange;
  }

  private static boolean isWhole(Target target, ProbeSpec probe) {
    return probe.arm() != Arm.REFERENCE
        && probe.arm() != Arm.SIBLING_ADDRESS
        && probe.route().hopLimit().isEmpty()
        && probe.medium() == Medium.TCP
        && probe.scheme() == target.scheme()
        && probe.host().equals(target.host())
        && probe.port() == target.port()
        && probe.lastStep() == target.scheme().lastStep()
        && probe.judgeCertificate() == target.scheme().encrypted();
  }

  private static Exchange upgrading(Exchange exchange) {
    var request = exchange.request();
    return new Exchange(
        new Request(Method.GET, request.headers(), request.credentials()),
        exchange.expectations().withoutHttpAndAlpn());
  }

  private static Expectations ofDns(Expectations expected) {
    return new Expectations(
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        expected.dns());
  }
}
