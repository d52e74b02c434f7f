package dev.parallax.lab.scenario;

import static dev.parallax.lab.scenario.FaultStep.DROP;
import static dev.parallax.lab.scenario.FaultStep.HTTPS;
import static dev.parallax.lab.scenario.FaultStep.RESET;
import static dev.parallax.lab.scenario.FaultStep.forward;
import static dev.parallax.lab.scenario.FaultStep.inject;
import static dev.parallax.lab.scenario.Scenario.ScenarioFamily.EDGE;
import static dev.parallax.lab.scenario.Scenario.scenario;
import static dev.parallax.model.verdict.Cause.EDGE_BLOCKS_SOME_CLIENTS;
import static dev.parallax.model.verdict.Cause.EDGE_BREAKS_EVERY_HANDSHAKE;
import static dev.parallax.model.verdict.Cause.EDGE_DROPS_CONNECTIONS;
import static dev.parallax.model.verdict.Cause.EDGE_RATE_LIMIT;
import static dev.parallax.model.verdict.Cause.EDGE_REFUSES_CONNECTIONS;
import static dev.parallax.model.verdict.Cause.EDGE_REPLY_PATH_CAPTURED;
import static dev.parallax.model.verdict.Cause.EDGE_SIZE_POLICY;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import dev.parallax.stage.ExpectedVerdict;
import java.util.List;

/** Faults at the provider's border; inside vantages are not affected. */
final class EdgeScenarios {
  private static final String TO_ORIGIN = "-o gateway " + HTTPS;

  private EdgeScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(EDGE, "edgeDropsAllFromOutside", "border drops every connection to port 443")
            .fault(forward("border", TO_ORIGIN + DROP))
            .proof(onlyOutside(Proof.TIMES_OUT))
            .expect(edge(EDGE_DROPS_CONNECTIONS)),
        scenario(EDGE, "edgeRefusesFromOutside", "border refuses every connection to port 443")
            .fault(forward("border", TO_ORIGIN + "--syn" + RESET))
            .proof(onlyOutside(Proof.REFUSED))
            .expect(edge(EDGE_REFUSES_CONNECTIONS)),
        scenario(EDGE, "edgeGeoBlocksOneCountryByHttp", "the origin answers 403 to region ap")
            .fault(FaultStep.serve("geo-403"))
            .proof(
                Proof.curl("ap-c", "status 403"),
                Proof.curl("ap-d", "status 403"),
                Proof.curl("eu-a", Proof.WORKS))
            .expect(edge(EDGE_BLOCKS_SOME_CLIENTS).at("ap-c", "ap-d")),
        scenario(EDGE, "edgeGeoBlocksOneCountryByDrop", "border drops connections from region ap")
            .fault(forward("border", "-s 11.2.0.0/16 " + TO_ORIGIN + DROP))
            .proof(
                Proof.curl("ap-c", Proof.TIMES_OUT),
                Proof.curl("ap-d", Proof.TIMES_OUT),
                Proof.curl("eu-a", Proof.WORKS))
            .expect(edge(EDGE_BLOCKS_SOME_CLIENTS).at("ap-c", "ap-d")),
        scenario(
                EDGE,
                "edgeResetsBeforeClientHello",
                "the border drops all data, and resets who was accepted 20 ms before")
            .fault(
                forward("border", TO_ORIGIN + "--tcp-flags PSH PSH" + DROP),
                inject(
                    "border",
                    "-i gateway -p tcp --sport 443 --tcp-flags SYN,ACK SYN,ACK",
                    "on=syn-ack send=R to=both after=20"))
            .proof(onlyOutside(Proof.RESET))
            .expect(edge(EDGE_REPLY_PATH_CAPTURED, EDGE_BREAKS_EVERY_HANDSHAKE)),
        scenario(
                EDGE,
                "edgeRateLimitsAfterNConnections",
                "border refuses an address after twelve connections in a minute")
            .fault(
                forward(
                    "border",
                    TO_ORIGIN
                        + "--syn -m hashlimit --hashlimit-above 12/min --hashlimit-burst 12"
                        + " --hashlimit-mode srcip --hashlimit-name lab"
                        + RESET))
            .proof(
                Proof.curls("sites", 15, "(?s)status 200.*status 200.*" + Proof.REFUSED),
                Proof.curls("inside", 15, Proof.WORKS))
            .expect(edge(EDGE_RATE_LIMIT)),
        scenario(
                EDGE,
                "edgeDropsBigClientHello",
                "border drops packets of more than 1,400 bytes that go to port 443")
            .fault(forward("border", TO_ORIGIN + "-m length --length 1401:65535" + DROP))
            .asking("--arm", "big_hello")
            .proof(
                Proof.bigHello("eu-a", "nothing came"),
                Proof.bigHello("us-f", "nothing came"),
                Proof.bigHello("inside", Proof.HANDSHAKES),
                Proof.curl("eu-a", Proof.WORKS))
            .expect(edge(EDGE_SIZE_POLICY)));
  }

  private static ExpectedVerdict edge(Cause hypothesis, Cause... otherCauses) {
    return ExpectedVerdict.of(Blame.ORIGIN, Segment.EDGE, hypothesis, otherCauses);
  }

  private static Proof[] onlyOutside(String shows) {
    return new Proof[] {
      Proof.curl("eu-a", shows), Proof.curl("us-f", shows), Proof.curl("inside", Proof.WORKS)
    };
  }
}
