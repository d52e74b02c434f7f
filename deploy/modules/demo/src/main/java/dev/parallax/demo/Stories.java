package dev.parallax.demo;

import static dev.parallax.demo.Scene.ORDINARY;
import static dev.parallax.model.verdict.Blame.ORIGIN;
import static dev.parallax.model.verdict.Blame.PATH;
import static dev.parallax.model.verdict.Blame.REGION;
import static dev.parallax.model.verdict.Blame.VANTAGE;
import static dev.parallax.model.verdict.Cause.CERTIFICATE_INVALID;
import static dev.parallax.model.verdict.Cause.CLOCK_WRONG;
import static dev.parallax.model.verdict.Cause.EDGE_BREAKS_EVERY_HANDSHAKE;
import static dev.parallax.model.verdict.Cause.EDGE_NAME_POLICY;
import static dev.parallax.model.verdict.Cause.EDGE_REPLY_PATH_CAPTURED;
import static dev.parallax.model.verdict.Cause.PORT_NOT_LISTENING;
import static dev.parallax.model.verdict.Cause.RESOLVER_LIES_OR_FAILS;
import static dev.parallax.model.verdict.Cause.SNI_FILTER;
import static dev.parallax.model.verdict.Segment.ACCESS;
import static dev.parallax.model.verdict.Segment.AGENT;
import static dev.parallax.model.verdict.Segment.EDGE;
import static dev.parallax.model.verdict.Segment.RESOLVER;
import static dev.parallax.model.verdict.Segment.SERVICE;
import static dev.parallax.model.verdict.Segment.TRANSIT;
import static dev.parallax.peer.Interference.captureReplies;
import static dev.parallax.peer.Interference.resetEveryHello;
import static dev.parallax.peer.Interference.resetName;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import dev.parallax.peer.Dice;
import dev.parallax.stage.ExpectedVerdict;
import java.time.Duration;
import java.util.List;

/** The table of all stories. */
final class Stories {
  private static final long SEED = 20_26;
  private static final double MOST_OF_THE_TIME = 0.8;
  private static final Duration CAPTURED = Duration.ofMillis(240);

  private Stories() {}

  static List<Story> all() {
    return List.of(
        new Story("healthy", "Nothing is wrong.", ORDINARY, List.of(ExpectedVerdict.HEALTHY)),
        new Story(
            "cert-expired",
            "The certificate has expired.",
            ORDINARY.withExpiredCertificate(),
            single(ORIGIN, SERVICE, CERTIFICATE_INVALID)),
        new Story(
            "port-closed",
            "Nothing listens at the port, as seen from inside too.",
            ORDINARY.closed(),
            single(ORIGIN, SERVICE, PORT_NOT_LISTENING)),
        new Story(
            "seed-000",
            "Every ClientHello from outside is reset, whatever the name; inside all is well.",
            ORDINARY.with(resetEveryHello(DemoVantage.everyOutside())),
            single(ORIGIN, EDGE, EDGE_BREAKS_EVERY_HANDSHAKE)),
        new Story(
            "seed-001",
            "From outside a ClientHello with this name is reset four times in five.",
            ORDINARY.with(
                resetName(
                    DemoVantage.everyOutside(),
                    Story.host("seed-001"),
                    Dice.seeded(SEED, MOST_OF_THE_TIME))),
            single(ORIGIN, EDGE, EDGE_NAME_POLICY)),
        new Story(
            "seed-002",
            "Connections from outside are reset 240 ms after they are accepted, data or not.",
            ORDINARY.with(captureReplies(DemoVantage.everyOutside(), CAPTURED)),
            single(ORIGIN, EDGE, EDGE_REPLY_PATH_CAPTURED)),
        new Story(
            "one-region",
            "In ap, networks C and D, a ClientHello with this name is reset.",
            ORDINARY.with(resetName(DemoVantage.region("ap"), Story.host("one-region"))),
            single(REGION, TRANSIT, SNI_FILTER, "ap-c", "ap-d")),
        new Story(
            "one-network",
            "In network A a ClientHello with this name is reset.",
            ORDINARY.with(resetName(DemoVantage.network("A"), Story.host("one-network"))),
            single(PATH, ACCESS, SNI_FILTER, "eu-a1", "eu-a2")),
        new Story(
            "lying-resolver",
            "The resolver of network A gives a wrong address for this name only.",
            ORDINARY.withLyingResolverOf("A"),
            single(PATH, RESOLVER, RESOLVER_LIES_OR_FAILS, "eu-a1", "eu-a2")),
        new Story(
            "wrong-clock",
            "The clock of us-e is ten years behind.",
            ORDINARY.withWrongClockAt("us-e"),
            single(VANTAGE, AGENT, CLOCK_WRONG, "us-e")),
        new Story(
            "two-causes",
            "The certificate has expired, and in ap a ClientHello with this name is reset.",
            ORDINARY
                .withExpiredCertificate()
                .with(resetName(DemoVantage.region("ap"), Story.host("two-causes"))),
            List.of(
                ExpectedVerdict.of(ORIGIN, SERVICE, CERTIFICATE_INVALID),
                ExpectedVerdict.of(REGION, TRANSIT, SNI_FILTER).at("ap-c", "ap-d"))));
  }

  private static List<ExpectedVerdict> single(
      Blame blame, Segment segment, Cause hypothesis, String... vantages) {
    return List.of(ExpectedVerdict.of(blame, segment, hypothesis).at(vantages));
  }
}
