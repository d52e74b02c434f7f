package dev.parallax.evaluate;

import dev.parallax.evaluate.Fault.Locus;
import dev.parallax.model.Arm;
import dev.parallax.model.Cause;
import dev.parallax.model.FailureWord;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What goes wrong on the origin's own host. */
final class ServiceFaults {
  private final Site site;
  private final Instant now;
  private final Draw draw;

  ServiceFaults(Site site, Instant now, Draw draw) {
    this.site = site;
    this.now = now;
    this.draw = draw;
  }

  private Rule rule(Cause id, String told) {
    return new Rule(id, Locus.SERVICE, Reach.EVERYONE, told);
  }

  Fault down() {
    boolean told = draw.chance(0.25);
    return rule(Cause.HOST_DOWN, "host down" + (told ? ", its router says so" : ""))
        .about(flow -> flow.toTarget() || (flow.where() == Flow.Where.NEIGHBOUR && told))
        .onSyn(
            flow ->
                told || flow.place().inside()
                    ? Fate.tcp(FailureWord.HOST_UNREACHABLE, 3)
                    : Fate.SYN_LOST)
        .echoToo(true);
  }

  Fault notListening() {
    return rule(Cause.PORT_NOT_LISTENING, "port not listening")
        .about(flow -> flow.toTarget() && flow.port() == site.target().port())
        .onSyn(
            flow ->
                flow.isUdp()
                    ? Fate.SYN_LOST
                    : Fate.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt()));
  }

  Fault certificate() {
    var bad = badChain();
    return rule(Cause.CERTIFICATE_INVALID, "certificate " + judgedNow(bad)).sends(flow -> bad);
  }

  private String judgedNow(Chain chain) {
    return chain.judge(Place.Bundle.CURRENT, now).map(Object::toString).orElse("good");
  }

  Chain badChain() {
    var host = site.host();
    return switch (draw.weighted(34, 6, 12, 16, 14, 10, 4, 4)) {
      case 0 -> {
        var end = now.minus(Duration.ofHours(draw.between(1, 24 * 60)));
        yield Chain.dated(host, end.minus(Duration.ofDays(90)), end, draw);
      }
      case 1 -> {
        var start = now.plus(Duration.ofHours(draw.between(2, 24 * 20)));
        yield Chain.dated(host, start, start.plus(Duration.ofDays(90)), draw);
      }
      case 2 -> Chain.flawed(FailureWord.CERT_SELF_SIGNED, host, now, draw);
      case 3 -> Chain.flawed(FailureWord.CERT_NAME_MISMATCH, "other.example", now, draw);
      case 4 -> Chain.flawed(FailureWord.CERT_INCOMPLETE_CHAIN, host, now, draw);
      case 5 -> Chain.flawed(FailureWord.CERT_UNKNOWN_ISSUER, host, now, draw);
      case 6 -> Chain.flawed(FailureWord.CERT_REVOKED, host, now, draw);
      default -> Chain.flawed(FailureWord.CERT_WEAK, host, now, draw);
    };
  }

  Fault parameters() {
    return switch (draw.weighted(35, 35, 30)) {
      case 0 ->
          rule(Cause.NO_SHARED_TLS_PARAMETERS, "no shared version")
              .onHello(flow -> Fate.alert(70, flow.rtt()));
      case 1 ->
          rule(Cause.NO_SHARED_TLS_PARAMETERS, "no shared suite")
              .onHello(flow -> Fate.alert(40, flow.rtt()));
      default -> {
        int code = draw.pick(112, 112, 80, 40);
        yield rule(Cause.NO_SHARED_TLS_PARAMETERS, "does not know its name, alert " + code)
            .about(flow -> flow.toTarget() && flow.names(site.host()))
            .onHello(flow -> Fate.alert(code, flow.rtt()));
      }
    };
  }

  Fault aborts() {
    var whim = draw.chance(0.55) ? Whim.ALWAYS : Whim.often(draw.beta(2, 1.6));
    return switch (draw.weighted(35, 40, 15, 10)) {
      case 0 -> {
        Function<Flow, @Nullable Fate> does =
            draw.chance(0.5) ? Breaks.resets(1.05) : ServiceFaults::ends;
        yield rule(Cause.SERVICE_ABORTS_OR_STALLS, "aborts after the hello")
            .when(whim)
            .onHello(does)
            .onHttp(flow -> plain(flow, Fate.http(FailureWord.HTTP_EOF, flow.rtt())));
      }
      case 1 ->
          rule(Cause.SERVICE_ABORTS_OR_STALLS, "stalls after the hello")
              .when(whim)
              .onHello(flow -> Fate.SILENCE)
              .onHttp(flow -> plain(flow, Fate.NO_RESPONSE));
      case 2 ->
          rule(Cause.SERVICE_ABORTS_OR_STALLS, "ends in the middle of the handshake")
              .when(whim)
              .onFlight(flow -> Fate.tls(FailureWord.EOF_MID_HANDSHAKE, flow.rtt()));
      default ->
          rule(Cause.SERVICE_ABORTS_OR_STALLS, "alert 80")
              .when(whim)
              .onHello(flow -> Fate.alert(80, flow.rtt()));
    };
  }

  private static Fate ends(Flow flow) {
    return Fate.tls(FailureWord.EOF_AFTER_HELLO, flow.rtt() * 1.05);
  }

  /** The same process answers a request in the clear. */
  private static @Nullable Fate plain(Flow flow, Fate fate) {
    return flow.spec().scheme().encrypted() ? null : fate;
  }

  Fault http() {
    var whim = draw.chance(0.65) ? Whim.ALWAYS : Whim.often(draw.beta(3, 1.5));
    var fate =
        switch (draw.weighted(50, 15, 10, 12, 13)) {
          case 0 -> Fate.status(draw.pick(500, 502, 503, 504), 0.05);
          case 1 -> Fate.status(draw.pick(404, 401, 403), 0.05);
          case 2 -> Fate.http(FailureWord.HTTP_EOF, 0.05);
          case 3 -> Fate.NO_RESPONSE;
          default -> Fate.http(FailureWord.HTTP_RESET, 0.05);
        };
    return rule(Cause.HTTP_ERROR, "answers " + fate.word()).when(whim).onHttp(flow -> fate);
  }

  /** One of several addresses, or of the backends behind one. */
  Fault oneAddress() {
    boolean backends = site.addresses().size() < 2 || draw.chance(0.2);
    var bad = site.addresses().get(draw.between(0, site.addresses().size() - 1));
    var told = backends ? "a backend behind one address" : "address " + bad.getHostAddress();
    var rule =
        rule(Cause.ONE_ADDRESS_BAD, told)
            .about(flow -> flow.toTarget() && (backends || flow.address().equals(bad)));
    if (backends) {
      rule.when(Whim.byFlow(1.0 / draw.between(2, 4), draw.bits()));
    }
    return switch (draw.weighted(backends ? 0 : 35, 20, 20, 15, 10)) {
      case 0 -> rule.onSyn(flow -> Fate.SYN_LOST);
      case 1 ->
          rule.onSyn(
              flow ->
                  flow.port() == site.target().port()
                      ? Fate.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt())
                      : null);
      case 2 -> rule.onHello(Breaks.afterHello(draw, 1.05));
      case 3 -> {
        var chain = badChain();
        yield rule.sends(flow -> chain);
      }
      default -> rule.onHttp(flow -> Fate.status(503, 0.05));
    };
  }

  Fault wrongProtocol() {
    return rule(Cause.WRONG_PROTOCOL, "plain HTTP on the port")
        .onHello(flow -> Fate.tls(FailureWord.NOT_TLS, flow.rtt()))
        .onHttp(flow -> null);
  }

  Fault wantsClientCertificate() {
    int code = draw.pick(116, 40, 42);
    return rule(Cause.REQUIRES_SOMETHING_OF_THE_CLIENT, "wants a client certificate, alert " + code)
        .about(flow -> flow.toTarget() && flow.names(site.host()))
        .onFlight(
            flow ->
                Fate.alert(
                    flow.spec().arm() == Arm.CLIENT_CERTIFICATE ? 48 : code, flow.rtt() * 2));
  }
}
