package dev.parallax.demo;

import static dev.parallax.demo.Expectation.healthy;
import static dev.parallax.demo.Scene.ORDINARY;
import static dev.parallax.demo.peer.Interference.captureReplies;
import static dev.parallax.demo.peer.Interference.resetEveryHello;
import static dev.parallax.demo.peer.Interference.resetName;
import static dev.parallax.model.Blame.ORIGIN;
import static dev.parallax.model.Blame.PATH;
import static dev.parallax.model.Blame.REGION;
import static dev.parallax.model.Blame.VANTAGE;
import static dev.parallax.model.Hypothesis.D1;
import static dev.parallax.model.Hypothesis.E1;
import static dev.parallax.model.Hypothesis.E2;
import static dev.parallax.model.Hypothesis.E5;
import static dev.parallax.model.Hypothesis.O2;
import static dev.parallax.model.Hypothesis.O3;
import static dev.parallax.model.Hypothesis.P1;
import static dev.parallax.model.Hypothesis.V3;
import static dev.parallax.model.Segment.ACCESS;
import static dev.parallax.model.Segment.AGENT;
import static dev.parallax.model.Segment.EDGE;
import static dev.parallax.model.Segment.RESOLVER;
import static dev.parallax.model.Segment.SERVICE;
import static dev.parallax.model.Segment.TRANSIT;

import dev.parallax.demo.peer.Dice;
import dev.parallax.model.Blame;
import dev.parallax.model.Hypothesis;
import dev.parallax.model.Segment;
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
        new Story("healthy", "Nothing is wrong.", ORDINARY, List.of(healthy())),
        new Story(
            "cert-expired",
            "The certificate has expired.",
            ORDINARY.withExpiredCertificate(),
            one(ORIGIN, SERVICE, O3)),
        new Story(
            "port-closed",
            "Nothing listens at the port, as seen from inside too.",
            ORDINARY.closed(),
            one(ORIGIN, SERVICE, O2)),
        new Story(
            "seed-000",
            "Every ClientHello from outside is reset, whatever the name; inside all is well.",
            ORDINARY.with(resetEveryHello(Place.everyOutside())),
            one(ORIGIN, EDGE, E1)),
        new Story(
            "seed-001",
            "From outside a ClientHello with this name is reset four times in five.",
            ORDINARY.with(
                resetName(
                    Place.everyOutside(),
                    Story.host("seed-001"),
                    Dice.seeded(SEED, MOST_OF_THE_TIME))),
            one(ORIGIN, EDGE, E2)),
        new Story(
            "seed-002",
            "Connections from outside are reset 240 ms after they are accepted, data or not.",
            ORDINARY.with(captureReplies(Place.everyOutside(), CAPTURED)),
            one(ORIGIN, EDGE, E5)),
        new Story(
            "one-region",
            "In ap, networks C and D, a ClientHello with this name is reset.",
            ORDINARY.with(resetName(Place.region("ap"), Story.host("one-region"))),
            one(REGION, TRANSIT, P1, "ap-c", "ap-d")),
        new Story(
            "one-network",
            "In network A a ClientHello with this name is reset.",
            ORDINARY.with(resetName(Place.network("A"), Story.host("one-network"))),
            one(PATH, ACCESS, P1, "eu-a1", "eu-a2")),
        new Story(
            "lying-resolver",
            "The resolver of network A gives a wrong address for this name only.",
            ORDINARY.withLyingResolverOf("A"),
            one(PATH, RESOLVER, D1, "eu-a1", "eu-a2")),
        new Story(
            "wrong-clock",
            "The clock of us-e is ten years behind.",
            ORDINARY.withWrongClockAt("us-e"),
            one(VANTAGE, AGENT, V3, "us-e")),
        new Story(
            "two-causes",
            "The certificate has expired, and in ap a ClientHello with this name is reset.",
            ORDINARY
                .withExpiredCertificate()
                .with(resetName(Place.region("ap"), Story.host("two-causes"))),
            List.of(
                Expectation.of(ORIGIN, SERVICE, O3),
                Expectation.of(REGION, TRANSIT, P1, "ap-c", "ap-d"))));
  }

  private static List<Expectation> one(
      Blame blame, Segment segment, Hypothesis hypothesis, String... vantages) {
    return List.of(Expectation.of(blame, segment, hypothesis, vantages));
  }
}
