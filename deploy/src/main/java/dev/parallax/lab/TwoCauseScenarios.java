package dev.parallax.lab;

import static dev.parallax.lab.Scenario.Family.TWO_CAUSES;
import static dev.parallax.lab.Scenario.scenario;
import static dev.parallax.lab.Step.ANY_HELLO;
import static dev.parallax.lab.Step.DROP;
import static dev.parallax.lab.Step.NAMES_THE_SITE;
import static dev.parallax.lab.Step.RESET;
import static dev.parallax.lab.Step.forward;
import static dev.parallax.lab.Step.rule;
import static dev.parallax.model.Hypothesis.E1;
import static dev.parallax.model.Hypothesis.O3;
import static dev.parallax.model.Hypothesis.P1;
import static dev.parallax.model.Hypothesis.V1;
import static dev.parallax.model.Hypothesis.V6;
import static dev.parallax.model.Segment.AGENT;
import static dev.parallax.model.Segment.EDGE;
import static dev.parallax.model.Segment.SERVICE;
import static dev.parallax.model.Segment.TRANSIT;

import dev.parallax.model.Blame;
import java.util.List;

/** Two independent faults at once, each with a verdict of its own. */
final class TwoCauseScenarios {
  private TwoCauseScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(TWO_CAUSES, "certExpiredAndSniResetOneRegion", "expired, and ap resets the name")
            .fault(Step.serve("expired"), forward("ap", NAMES_THE_SITE + RESET))
            .proof(Proof.curl("eu-a", "expired"), Proof.curl("ap-c", Proof.RESET))
            .expect(
                Expected.of(Blame.ORIGIN, SERVICE, O3),
                Expected.of(Blame.REGION, TRANSIT, P1).at("ap-c", "ap-d")),
        scenario(
                TWO_CAUSES,
                "uplinkDeadOneVantageAndEdgeResetsEveryClientHello",
                "us-e has no uplink, and border resets any ClientHello")
            .fault(
                rule("us-e", "OUTPUT", "-o acc-e" + DROP),
                forward("border", "-o gateway " + ANY_HELLO + RESET))
            .proof(
                Proof.reference("us-e", Proof.TIMES_OUT),
                Proof.curl("eu-a", Proof.RESET),
                Proof.curl("inside", Proof.WORKS))
            .expect(
                Expected.of(Blame.ORIGIN, EDGE, E1),
                Expected.of(Blame.VANTAGE, AGENT, V1, V6).at("us-e")));
  }
}
