package dev.parallax.lab.scenario;

import static dev.parallax.lab.scenario.FaultStep.ANY_HELLO;
import static dev.parallax.lab.scenario.FaultStep.DROP;
import static dev.parallax.lab.scenario.FaultStep.NAMES_THE_SITE;
import static dev.parallax.lab.scenario.FaultStep.RESET;
import static dev.parallax.lab.scenario.FaultStep.forward;
import static dev.parallax.lab.scenario.FaultStep.inject;
import static dev.parallax.lab.scenario.FaultStep.serve;
import static dev.parallax.lab.scenario.Scenario.ScenarioFamily.SEEDS;
import static dev.parallax.lab.scenario.Scenario.scenario;
import static dev.parallax.model.verdict.Blame.ORIGIN;
import static dev.parallax.model.verdict.Cause.CERTIFICATE_INVALID;
import static dev.parallax.model.verdict.Cause.EDGE_BREAKS_EVERY_HANDSHAKE;
import static dev.parallax.model.verdict.Cause.EDGE_NAME_POLICY;
import static dev.parallax.model.verdict.Cause.EDGE_REPLY_PATH_CAPTURED;
import static dev.parallax.model.verdict.Segment.EDGE;
import static dev.parallax.model.verdict.Segment.SERVICE;

import dev.parallax.stage.ExpectedVerdict;
import java.util.List;

/** The faults this project began with. */
final class SeedScenarios {
  private static final String REPLIES = "-i origin -o border -p tcp";
  private static final String CAPTURED = "on=syn-ack send=R to=client after=240 id=0";

  private SeedScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(SEEDS, "seed000_edgeResetsEveryClientHello", "border resets any ClientHello")
            .fault(
                forward("border", "-i t1 " + ANY_HELLO + RESET),
                forward("border", "-i t2 " + ANY_HELLO + RESET))
            .proof(
                Proof.curl("eu-a", Proof.RESET),
                Proof.otherName("ap-c", "errno=104|reset"),
                Proof.curl("inside", Proof.WORKS))
            .expect(ExpectedVerdict.of(ORIGIN, EDGE, EDGE_BREAKS_EVERY_HANDSHAKE)),
        scenario(
                SEEDS,
                "seed001_namePolicyResetsSniMostOfTheTime",
                "border resets four in five ClientHellos with this name")
            .fault(
                forward(
                    "border",
                    "-o gateway "
                        + NAMES_THE_SITE
                        + " -m statistic --mode random --probability 0.8"
                        + RESET))
            .proof(
                Proof.curl("eu-a", Proof.RESET),
                Proof.otherName("eu-a", Proof.HANDSHAKES),
                Proof.curl("inside", Proof.WORKS))
            .expect(ExpectedVerdict.of(ORIGIN, EDGE, EDGE_NAME_POLICY)),
        scenario(
                SEEDS,
                "seed002_replyPathThroughTransparentProxy",
                "replies leave by a second gateway: the SYN-ACK passes, the rest is lost, and 240"
                    + " ms later the client is reset, on every port")
            .fault(
                inject("gateway", REPLIES + " --tcp-flags SYN,ACK,RST SYN,ACK", CAPTURED),
                forward("gateway", REPLIES + " ! --tcp-flags SYN SYN" + DROP))
            .proof(
                Proof.curl("eu-a", Proof.RESET),
                Proof.plain("us-f", Proof.RESET),
                Proof.curl("inside", Proof.WORKS))
            .expect(
                ExpectedVerdict.of(
                    ORIGIN, EDGE, EDGE_REPLY_PATH_CAPTURED, EDGE_BREAKS_EVERY_HANDSHAKE)),
        scenario(SEEDS, "seed004_certRevoked", "the OCSP staple reports the certificate as revoked")
            .fault(serve("revoked"))
            .proof(Proof.staple("eu-a", "Cert Status: revoked"))
            .expect(ExpectedVerdict.of(ORIGIN, SERVICE, CERTIFICATE_INVALID)));
  }
}
