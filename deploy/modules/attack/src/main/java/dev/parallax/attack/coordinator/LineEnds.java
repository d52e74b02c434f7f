package dev.parallax.attack.coordinator;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.attack.Sink;
import dev.parallax.v1.HelloSpec;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.v1.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Line ends and commands in the host, the path, the server name and the ALPN list of a plan. */
public final class LineEnds extends PlanAttack {
  private static final InetAddress ALLOWED = InetAddress.ofLiteral("127.250.0.1");
  private static final String MARK = "SMUGGLED";
  private static final String COMMAND = "x\r\nEHLO " + MARK + "\r\nPOST /" + MARK;

  private final Sink sink;

  public LineEnds(RogueCoordinator coordinator) throws IOException {
    super(coordinator, "line-ends");
    sink = Sink.listen(ALLOWED, 0);
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    var probes = probes();
    for (int i = 0; i < probes.size(); i++) {
      // One plan each: a plan that is refused as a whole does not show the others.
      var plan = HostilePlans.plan(HostilePlans.MILLISECOND, List.of(probes.get(i)));
      if (i == probes.size() - 1) {
        plan.setHello(HostilePlans.recipe().clearAlpn().addAlpn(COMMAND));
      }
      coordinator().assign(sweep() + i, plan.build(), Duration.ofSeconds(5), List.of());
      coordinator().awaitFinished(sweep() + i, Duration.ofSeconds(6));
    }
    return probes.size() + " plans with line ends in host, path, server name, ALPN";
  }

  private List<ProbeSpec> probes() {
    var probes = new ArrayList<ProbeSpec>();
    for (var scheme : List.of(Scheme.SCHEME_HTTP, Scheme.SCHEME_WS, Scheme.SCHEME_SMTP)) {
      probes.add(HostilePlans.probe(COMMAND, ALLOWED, sink.port(), scheme).build());
      probes.add(
          HostilePlans.probe("mail.test", ALLOWED, sink.port(), scheme)
              .setPath("/ HTTP/1.1\r\n" + COMMAND)
              .build());
    }
    probes.add(
        HostilePlans.probe("sni.test", ALLOWED, sink.port(), Scheme.SCHEME_HTTPS)
            .setHello(HelloSpec.newBuilder().setServerName(COMMAND).setDelay(HostilePlans.NO_TIME))
            .build());
    probes.add(HostilePlans.probe("alpn.test", ALLOWED, sink.port(), Scheme.SCHEME_TLS).build());
    return probes;
  }

  private RogueLink.Reported all() {
    var all = RogueLink.Reported.NOTHING;
    for (int i = 0; i < probes().size(); i++) {
      all = all.with(coordinator().reported(sweep() + i));
    }
    return all;
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    boolean smuggled = sink.received(MARK);
    return finding(
        !smuggled, smuggled ? "the bytes reached a third party" : "none of it was sent", all());
  }

  @Override
  public void close() {
    sink.close();
  }
}
