package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.fault.Fault.Locus;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.DnsQuestion;
import dev.parallax.evaluate.network.QueryResult;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedSite;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Cause;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults of the name resolution, before any packet to the target. */
public final class NameFaults {
  private final SimulatedSite site;
  private final Instant now;
  private final List<SimulatedVantage> places;
  private final SeededRandom draw;

  public NameFaults(
      SimulatedSite site, Instant now, List<SimulatedVantage> places, SeededRandom draw) {
    this.site = site;
    this.now = now;
    this.places = places;
    this.draw = draw;
  }

  /** A resolver that gives false answers for this name, or fails on it. */
  public Fault resolver() {
    var from = draw.pick(places.stream().filter(place -> !place.inside()).toList());
    var reach = FaultScope.resolver(from.resolver());
    var rule =
        new ConfiguredFault(Cause.RESOLVER_LIES_OR_FAILS, Locus.RESOLVER, reach, "says otherwise");
    return switch (draw.weighted(50, 50)) {
      case 0 -> rule.onName(own(failing()));
      default -> {
        var lie = lie();
        yield elsewhere(rule, lie).onName(own(question -> bogonOr(lie)));
      }
    };
  }

  /** A device on the path answers cleartext queries faster than the resolver. */
  public Fault injection() {
    var lie = lie();
    var rule =
        new ConfiguredFault(
            Cause.DNS_INJECTION,
            Locus.RESOLVER,
            FaultScope.onTheWay(places, draw, false),
            "injects answers");
    return elsewhere(rule, lie)
        .onName(
            question ->
                question.ofTarget() && question.overUdp() && question.draw().chance(0.97)
                    ? isPrivate(lie)
                        ? QueryResult.bogon(lie)
                        : QueryResult.injected(List.of(lie), site.answers(question.place()))
                    : null);
  }

  public Fault zone() {
    var reply =
        switch (draw.weighted(35, 30, 15, 10, 10)) {
          case 0 -> QueryResult.failed("NXDOMAIN", FailureWord.DNS_NXDOMAIN);
          case 1 -> QueryResult.failed("SERVFAIL", FailureWord.DNS_SERVFAIL);
          case 2 -> QueryResult.bogon(InetAddress.ofLiteral("127.0.0.1"));
          case 3 -> QueryResult.failed("NOERROR", FailureWord.DNS_NO_ANSWER);
          default -> QueryResult.failed("SERVFAIL", FailureWord.DNS_DNSSEC_BOGUS);
        };
    return new ConfiguredFault(
            Cause.ZONE_FAULT, Locus.ZONE, FaultScope.EVERYONE, "zone says " + reply.rcode())
        .onName(question -> question.ofTarget() ? reply : null);
  }

  /** Without a fault: each region resolves an address near it. */
  public Fault byPlace() {
    return new ConfiguredFault(
        Cause.ANSWERS_DIFFER_BY_PLACE,
        Locus.NOWHERE,
        FaultScope.EVERYONE,
        "answers differ by place");
  }

  private static Function<DnsQuestion, @Nullable QueryResult> own(
      Function<DnsQuestion, QueryResult> says) {
    return question ->
        question.ofTarget() && question.other().isEmpty() ? says.apply(question) : null;
  }

  private Function<DnsQuestion, QueryResult> failing() {
    var reply =
        switch (draw.weighted(45, 25, 15, 15)) {
          case 0 -> QueryResult.failed("NXDOMAIN", FailureWord.DNS_NXDOMAIN);
          case 1 -> QueryResult.failed("SERVFAIL", FailureWord.DNS_SERVFAIL);
          case 2 -> QueryResult.failed("REFUSED", FailureWord.DNS_REFUSED);
          default -> QueryResult.failed("", FailureWord.DNS_TIMEOUT);
        };
    return question -> reply;
  }

  private InetAddress lie() {
    return InetAddress.ofLiteral(
        draw.chance(0.3)
            ? "10.10.34." + draw.between(30, 40)
            : "198.19.%d.%d".formatted(draw.between(1, 250), draw.between(1, 250)));
  }

  private static boolean isPrivate(InetAddress address) {
    return address.isSiteLocalAddress();
  }

  private static QueryResult bogonOr(InetAddress lie) {
    return isPrivate(lie) ? QueryResult.bogon(lie) : QueryResult.of(List.of(lie));
  }

  /** The server at the address of the false answer, for every client. */
  private ConfiguredFault elsewhere(ConfiguredFault rule, InetAddress lie) {
    rule.about(flow -> flow.address().equals(lie)).toAnybody();
    return switch (draw.weighted(45, 30, 15, 10)) {
      case 0 -> {
        var page =
            SimulatedChain.flawed(FailureWord.CERT_NAME_MISMATCH, "notice.example", now, draw);
        yield rule.sends(flow -> page);
      }
      case 1 -> rule.onSyn(flow -> ConnectionFailure.SYN_LOST);
      case 2 ->
          rule.onSyn(flow -> ConnectionFailure.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt()));
      default -> rule.onHello(FailureModes.resets(1));
    };
  }
}
