package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.fault.Fault.Locus;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.network.SimulatedSite;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults on the origin's own host. */
public final class ServiceFaults {
  private final SimulatedSite site;
  private final Instant now;
  private final SeededRandom draw;

  public ServiceFaults(SimulatedSite site, Instant now, SeededRandom draw) {
    this.site = site;
    this.now = now;
    this.draw = draw;
  }

  private ConfiguredFault rule(Cause id, String description) {
    return new ConfiguredFault(id, Locus.SERVICE, FaultScope.EVERYONE, description);
  }

  public Fault down() {
    boolean announced = draw.chance(0.25);
    return rule(Cause.HOST_DOWN, "host down" + (announced ? ", its router says so" : ""))
        .about(
            flow -> flow.toTarget() || (flow.where() == SimulatedFlow.Where.NEIGHBOUR && announced))
        .onSyn(
            flow ->
                announced || flow.place().inside()
                    ? ConnectionFailure.tcp(FailureWord.HOST_UNREACHABLE, 3)
                    : ConnectionFailure.SYN_LOST)
        .echoToo(true);
  }

  public Fault notListening() {
    return rule(Cause.PORT_NOT_LISTENING, "port not listening")
        .about(flow -> flow.toTarget() && flow.port() == site.target().port())
        .onSyn(
            flow ->
                flow.isUdp()
                    ? ConnectionFailure.SYN_LOST
                    : ConnectionFailure.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt()));
  }

  public Fault certificate() {
    var bad = badChain();
    return rule(Cause.CERTIFICATE_INVALID, "certificate " + judgedNow(bad)).sends(flow -> bad);
  }

  private String judgedNow(SimulatedChain chain) {
    return chain.judge(SimulatedVantage.Bundle.CURRENT, now).map(Object::toString).orElse("good");
  }

  SimulatedChain badChain() {
    var host = site.host();
    return switch (draw.weighted(34, 6, 12, 16, 14, 10, 4, 4)) {
      case 0 -> {
        var end = now.minus(Duration.ofHours(draw.between(1, 24 * 60)));
        yield SimulatedChain.dated(host, end.minus(Duration.ofDays(90)), end, draw);
      }
      case 1 -> {
        var start = now.plus(Duration.ofHours(draw.between(2, 24 * 20)));
        yield SimulatedChain.dated(host, start, start.plus(Duration.ofDays(90)), draw);
      }
      case 2 -> SimulatedChain.flawed(FailureWord.CERT_SELF_SIGNED, host, now, draw);
      case 3 -> SimulatedChain.flawed(FailureWord.CERT_NAME_MISMATCH, "other.example", now, draw);
      case 4 -> SimulatedChain.flawed(FailureWord.CERT_INCOMPLETE_CHAIN, host, now, draw);
      case 5 -> SimulatedChain.flawed(FailureWord.CERT_UNKNOWN_ISSUER, host, now, draw);
      case 6 -> SimulatedChain.flawed(FailureWord.CERT_REVOKED, host, now, draw);
      default -> SimulatedChain.flawed(FailureWord.CERT_WEAK, host, now, draw);
    };
  }

  public Fault parameters() {
    return switch (draw.weighted(35, 35, 30)) {
      case 0 ->
          rule(Cause.NO_SHARED_TLS_PARAMETERS, "no shared version")
              .onHello(flow -> ConnectionFailure.alert(70, flow.rtt()));
      case 1 ->
          rule(Cause.NO_SHARED_TLS_PARAMETERS, "no shared suite")
              .onHello(flow -> ConnectionFailure.alert(40, flow.rtt()));
      default -> {
        int code = draw.pick(112, 112, 80, 40);
        yield rule(Cause.NO_SHARED_TLS_PARAMETERS, "does not know its name, alert " + code)
            .about(flow -> flow.toTarget() && flow.names(site.host()))
            .onHello(flow -> ConnectionFailure.alert(code, flow.rtt()));
      }
    };
  }

  public Fault aborts() {
    var whim = draw.chance(0.55) ? FaultTrigger.ALWAYS : FaultTrigger.often(draw.beta(2, 1.6));
    return switch (draw.weighted(35, 40, 15, 10)) {
      case 0 -> {
        Function<SimulatedFlow, @Nullable ConnectionFailure> does =
            draw.chance(0.5) ? FailureModes.resets(1.05) : ServiceFaults::ends;
        yield rule(Cause.SERVICE_ABORTS_OR_STALLS, "aborts after the hello")
            .when(whim)
            .onHello(does)
            .onHttp(flow -> plain(flow, ConnectionFailure.http(FailureWord.HTTP_EOF, flow.rtt())));
      }
      case 1 ->
          rule(Cause.SERVICE_ABORTS_OR_STALLS, "stalls after the hello")
              .when(whim)
              .onHello(flow -> ConnectionFailure.SILENCE)
              .onHttp(flow -> plain(flow, ConnectionFailure.NO_RESPONSE));
      case 2 ->
          rule(Cause.SERVICE_ABORTS_OR_STALLS, "ends in the middle of the handshake")
              .when(whim)
              .onFlight(flow -> ConnectionFailure.tls(FailureWord.EOF_MID_HANDSHAKE, flow.rtt()));
      default ->
          rule(Cause.SERVICE_ABORTS_OR_STALLS, "alert 80")
              .when(whim)
              .onHello(flow -> ConnectionFailure.alert(80, flow.rtt()));
    };
  }

  private static ConnectionFailure ends(SimulatedFlow flow) {
    return ConnectionFailure.tls(FailureWord.EOF_AFTER_HELLO, flow.rtt() * 1.05);
  }

  /** The same process answers a request in the clear. */
  private static @Nullable ConnectionFailure plain(SimulatedFlow flow, ConnectionFailure fate) {
    return flow.spec().scheme().encrypted() ? null : fate;
  }

  public Fault http() {
    var whim = draw.chance(0.65) ? FaultTrigger.ALWAYS : FaultTrigger.often(draw.beta(3, 1.5));
    var fate =
        switch (draw.weighted(50, 15, 10, 12, 13)) {
          case 0 -> ConnectionFailure.status(draw.pick(500, 502, 503, 504), 0.05);
          case 1 -> ConnectionFailure.status(draw.pick(404, 401, 403), 0.05);
          case 2 -> ConnectionFailure.http(FailureWord.HTTP_EOF, 0.05);
          case 3 -> ConnectionFailure.NO_RESPONSE;
          default -> ConnectionFailure.http(FailureWord.HTTP_RESET, 0.05);
        };
    return rule(Cause.HTTP_ERROR, "answers " + fate.word()).when(whim).onHttp(flow -> fate);
  }

  /** One of several addresses, or of the backends behind one address. */
  public Fault oneAddress() {
    boolean backends = site.addresses().size() < 2 || draw.chance(0.2);
    var bad = site.addresses().get(draw.between(0, site.addresses().size() - 1));
    var subject = backends ? "a backend behind one address" : "address " + bad.getHostAddress();
    var rule =
        rule(Cause.ONE_ADDRESS_BAD, subject)
            .about(flow -> flow.toTarget() && (backends || flow.address().equals(bad)));
    if (backends) {
      rule.when(FaultTrigger.byFlow(1.0 / draw.between(2, 4), draw.bits()));
    }
    return switch (draw.weighted(backends ? 0 : 35, 20, 20, 15, 10)) {
      case 0 -> rule.onSyn(flow -> ConnectionFailure.SYN_LOST);
      case 1 ->
          rule.onSyn(
              flow ->
                  flow.port() == site.target().port()
                      ? ConnectionFailure.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt())
                      : null);
      case 2 -> rule.onHello(FailureModes.afterHello(draw, 1.05));
      case 3 -> {
        var chain = badChain();
        yield rule.sends(flow -> chain);
      }
      default -> rule.onHttp(flow -> ConnectionFailure.status(503, 0.05));
    };
  }

  public Fault wrongProtocol() {
    return rule(Cause.WRONG_PROTOCOL, "plain HTTP on the port")
        .onHello(flow -> ConnectionFailure.tls(FailureWord.NOT_TLS, flow.rtt()))
        .onHttp(flow -> null);
  }

  public Fault wantsClientCertificate() {
    int code = draw.pick(116, 40, 42);
    return rule(Cause.REQUIRES_SOMETHING_OF_THE_CLIENT, "wants a client certificate, alert " + code)
        .about(flow -> flow.toTarget() && flow.names(site.host()))
        .onFlight(
            flow ->
                ConnectionFailure.alert(
                    flow.spec().arm() == Arm.CLIENT_CERTIFICATE ? 48 : code, flow.rtt() * 2));
  }
}
