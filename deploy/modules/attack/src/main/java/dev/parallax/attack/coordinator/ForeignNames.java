package dev.parallax.attack.coordinator;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.attack.Sink;
import dev.parallax.v1.HelloSpec;
import dev.parallax.v1.HopLimit;
import dev.parallax.v1.LimitedPacket;
import dev.parallax.v1.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Base probes that send another name than their host's, or limit how far a packet travels. */
public final class ForeignNames extends PlanAttack {
  private static final InetAddress ALLOWED = InetAddress.ofLiteral("127.250.0.4");

  /** A name that is not reserved for examples, which any agent may send. */
  private static final String FOREIGN = "forbidden.internal";

  private final Sink named;
  private final Sink limited;

  public ForeignNames(RogueCoordinator coordinator) throws IOException {
    super(coordinator, "base-arm");
    named = Sink.listen(ALLOWED, 0);
    limited = Sink.listen(ALLOWED, 0);
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    var foreign =
        HostilePlans.probe("base.test", ALLOWED, named.port(), Scheme.SCHEME_TLS)
            .setHello(HelloSpec.newBuilder().setServerName(FOREIGN).setDelay(HostilePlans.NO_TIME))
            .build();
    var hop = HostilePlans.probe("base.test", ALLOWED, limited.port(), Scheme.SCHEME_TLS);
    hop.getRouteBuilder()
        .setHopLimit(
            HopLimit.newBuilder().setHops(3).setPacket(LimitedPacket.LIMITED_PACKET_HELLO));
    coordinator()
        .assign(
            sweep(),
            HostilePlans.plan(HostilePlans.MILLISECOND, List.of(foreign, hop.build())).build(),
            Duration.ofSeconds(5),
            List.of());
    coordinator().awaitFinished(sweep(), PATIENCE);
    return "base probes with a foreign name and with a hop limit, no opt-in";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    boolean name = named.received(FOREIGN);
    boolean hops = limited.connections() > 0;
    return finding(
        !name && !hops,
        (name ? "the foreign name was sent" : "no foreign name")
            + (hops ? ", hop-limited packets were sent" : ", no hop limit"));
  }

  @Override
  public void close() {
    named.close();
    limited.close();
  }
}
