package dev.parallax.evaluate;

import dev.parallax.evaluate.Fault.Locus;
import dev.parallax.model.Cause;
import dev.parallax.model.FailureWord;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the name before any packet goes to the target. */
final class NameFaults {
  private final Site site;
  private final Instant now;
  private final List<Place> places;
  private final Draw draw;

  NameFaults(Site site, Instant now, List<Place> places, Draw draw) {
    this.site = site;
    this.now = now;
    this.places = places;
    this.draw = draw;
  }

  /** A resolver that lies about this name, or fails on it. */
  Fault resolver() {
    var from = draw.pick(places.stream().filter(place -> !place.inside()).toList());
    var reach = Reach.resolver(from.resolver());
    var rule = new Rule(Cause.RESOLVER_LIES_OR_FAILS, Locus.RESOLVER, reach, "says otherwise");
    return switch (draw.weighted(50, 50)) {
      case 0 -> rule.onName(own(failing()));
      default -> {
        var lie = lie();
        yield elsewhere(rule, lie).onName(own(question -> bogonOr(lie)));
      }
    };
  }

  /** On the way somebody answers faster than whoever was asked, when asked in the clear. */
  Fault injection() {
    var lie = lie();
    var rule =
        new Rule(
            Cause.DNS_INJECTION,
            Locus.RESOLVER,
            Reach.onTheWay(places, draw, false),
            "injects answers");
    return elsewhere(rule, lie)
        .onName(
            question ->
                question.ofTarget() && question.overUdp() && question.draw().chance(0.97)
                    ? isPrivate(lie)
                        ? Reply.bogon(lie)
                        : Reply.injected(List.of(lie), site.answers(question.place()))
                    : null);
  }

  Fault zone() {
    var reply =
        switch (draw.weighted(35, 30, 15, 10, 10)) {
          case 0 -> Reply.failed("NXDOMAIN", FailureWord.DNS_NXDOMAIN);
          case 1 -> Reply.failed("SERVFAIL", FailureWord.DNS_SERVFAIL);
          case 2 -> Reply.bogon(InetAddress.ofLiteral("127.0.0.1"));
          case 3 -> Reply.failed("NOERROR", FailureWord.DNS_NO_ANSWER);
          default -> Reply.failed("SERVFAIL", FailureWord.DNS_DNSSEC_BOGUS);
        };
    return new Rule(Cause.ZONE_FAULT, Locus.ZONE, Reach.EVERYONE, "zone says " + reply.rcode())
        .onName(question -> question.ofTarget() ? reply : null);
  }

  /** Nothing is wrong: each region is told an address near it. */
  Fault byPlace() {
    return new Rule(
        Cause.ANSWERS_DIFFER_BY_PLACE, Locus.NOWHERE, Reach.EVERYONE, "answers differ by place");
  }

  private static Function<Question, @Nullable Reply> own(Function<Question, Reply> says) {
    return question ->
        question.ofTarget() && question.other().isEmpty() ? says.apply(question) : null;
  }

  private Function<Question, Reply> failing() {
    var reply =
        switch (draw.weighted(45, 25, 15, 15)) {
          case 0 -> Reply.failed("NXDOMAIN", FailureWord.DNS_NXDOMAIN);
          case 1 -> Reply.failed("SERVFAIL", FailureWord.DNS_SERVFAIL);
          case 2 -> Reply.failed("REFUSED", FailureWord.DNS_REFUSED);
          default -> Reply.failed("", FailureWord.DNS_TIMEOUT);
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

  private static Reply bogonOr(InetAddress lie) {
    return isPrivate(lie) ? Reply.bogon(lie) : Reply.of(List.of(lie));
  }

  /** What answers at the address of the lie, to anybody. */
  private Rule elsewhere(Rule rule, InetAddress lie) {
    rule.about(flow -> flow.address().equals(lie)).toAnybody();
    return switch (draw.weighted(45, 30, 15, 10)) {
      case 0 -> {
        var page = Chain.flawed(FailureWord.CERT_NAME_MISMATCH, "notice.example", now, draw);
        yield rule.sends(flow -> page);
      }
      case 1 -> rule.onSyn(flow -> Fate.SYN_LOST);
      case 2 -> rule.onSyn(flow -> Fate.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt()));
      default -> rule.onHello(Breaks.resets(1));
    };
  }
}
