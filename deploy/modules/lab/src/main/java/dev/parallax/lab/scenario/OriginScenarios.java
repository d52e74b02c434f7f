package dev.parallax.lab.scenario;

import static dev.parallax.lab.scenario.FaultStep.redirect;
import static dev.parallax.lab.scenario.FaultStep.rule;
import static dev.parallax.lab.scenario.FaultStep.serve;
import static dev.parallax.lab.scenario.FaultStep.zone;
import static dev.parallax.lab.scenario.Scenario.ScenarioFamily.ORIGIN;
import static dev.parallax.lab.scenario.Scenario.scenario;
import static dev.parallax.model.verdict.Cause.CERTIFICATE_INVALID;
import static dev.parallax.model.verdict.Cause.HOST_DOWN;
import static dev.parallax.model.verdict.Cause.HTTP_ERROR;
import static dev.parallax.model.verdict.Cause.NO_SHARED_TLS_PARAMETERS;
import static dev.parallax.model.verdict.Cause.ONE_ADDRESS_BAD;
import static dev.parallax.model.verdict.Cause.PORT_NOT_LISTENING;
import static dev.parallax.model.verdict.Cause.REQUIRES_SOMETHING_OF_THE_CLIENT;
import static dev.parallax.model.verdict.Cause.SERVICE_ABORTS_OR_STALLS;
import static dev.parallax.model.verdict.Cause.WRONG_PROTOCOL;
import static dev.parallax.model.verdict.Cause.ZONE_FAULT;
import static dev.parallax.model.verdict.Segment.SERVICE;
import static dev.parallax.model.verdict.Segment.ZONE;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.servers.LabSite;
import dev.parallax.lab.servers.Resolvers;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.stage.ExpectedVerdict;
import java.util.List;
import java.util.stream.Stream;

/** The service itself is at fault, or its zone; inside it fails just the same. */
final class OriginScenarios {
  private static final LabVantage A = LabVantage.ALL.getFirst();

  private static final FaultStep DEMANDING_SERVER =
      new FaultStep(
          "origin",
          """
          sleep 1 # nginx is to let go of the port
          cd $LAB/certificates
          openssl s_server -accept 443 -www -Verify 1 -verify_return_error -CAfile ca.pem \\
            -cert good.pem -key good.key >$LAB/s_server.log 2>&1 </dev/null &
          echo $! >$LAB/s_server.pid\
          """,
          """
          pid=$(cat $LAB/s_server.pid)
          kill $pid; while kill -0 $pid 2>/dev/null; do sleep 0.1; done\
          """);

  private OriginScenarios() {}

  static List<Scenario> all() {
    return Stream.of(host(), certificates(), tls(), http(), addresses(), zones())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Scenario> host() {
    return List.of(
        scenario(ORIGIN, "hostDown", "the origin receives and sends no packet")
            .fault(
                rule("origin", "INPUT", FaultStep.DROP), rule("origin", "OUTPUT", FaultStep.DROP))
            .proof(everywhere(Proof.TIMES_OUT))
            .expect(service(HOST_DOWN)),
        scenario(ORIGIN, "portNotListening", "nothing listens at port 443")
            .fault(serve("closed"))
            .proof(everywhere(Proof.REFUSED))
            .expect(service(PORT_NOT_LISTENING)));
  }

  private static List<Scenario> certificates() {
    return List.of(
        certificate("certExpired", "expired", "expired"),
        certificate("certNotYetValid", "future", "not yet valid"),
        certificate("certWrongName", "wrong-name", "no alternative certificate subject name"),
        certificate("certSelfSigned", "self-signed", "self.signed certificate"),
        certificate("certIncompleteChain", "incomplete", "unable to get local issuer"));
  }

  private static Scenario certificate(String name, String variant, String shows) {
    return scenario(ORIGIN, name, "the certificate is wrong: " + variant)
        .fault(serve(variant))
        .proof(everywhere(shows))
        .expect(service(CERTIFICATE_INVALID));
  }

  private static List<Scenario> tls() {
    return List.of(
        scenario(ORIGIN, "noSharedCipher", "the origin offers one cipher that no client supports")
            .fault(serve("old-cipher"))
            .proof(toBrowsers("handshake failure"))
            .expect(service(NO_SHARED_TLS_PARAMETERS)),
        scenario(ORIGIN, "noSharedVersion", "the origin supports TLS 1.0 only")
            .fault(serve("tls-1.0"))
            .proof(toBrowsers("protocol version"))
            .expect(service(NO_SHARED_TLS_PARAMETERS)),
        scenario(ORIGIN, "sniRequired", "the origin refuses this name with an alert")
            .fault(serve("name-unknown"))
            .proof(everywhere("unrecognized name"))
            .expect(service(NO_SHARED_TLS_PARAMETERS)),
        scenario(ORIGIN, "serverAbortsAfterClientHello", "the origin resets on a ClientHello")
            .fault(rule("origin", "INPUT", FaultStep.ANY_HELLO + FaultStep.RESET))
            .proof(everywhere(Proof.RESET))
            .expect(service(SERVICE_ABORTS_OR_STALLS)),
        scenario(ORIGIN, "serverStallsAfterClientHello", "the origin never answers a ClientHello")
            .fault(FaultStep.stall())
            .proof(everywhere(Proof.TIMES_OUT))
            .expect(service(SERVICE_ABORTS_OR_STALLS)),
        scenario(ORIGIN, "plainHttpOnTlsPort", "port 443 is plain HTTP")
            .fault(serve("plain-http"))
            .proof(everywhere("wrong version number"))
            .expect(service(WRONG_PROTOCOL)),
        scenario(
                ORIGIN, "clientCertificateRequired", "the origin wants a certificate of the client")
            .fault(serve("client-certificate"))
            .proof(everywhere("status 400|certificate required"))
            .expect(service(REQUIRES_SOMETHING_OF_THE_CLIENT)),
        scenario(
                ORIGIN,
                "clientCertificateRequiredByHandshake",
                "the origin, here OpenSSL's, ends handshakes without a client's certificate")
            .fault(serve("closed"), DEMANDING_SERVER)
            .proof(everywhere("alert (bad certificate|certificate required|handshake failure)"))
            .expect(service(REQUIRES_SOMETHING_OF_THE_CLIENT)));
  }

  private static List<Scenario> http() {
    return List.of(
        scenario(ORIGIN, "http502", "the origin answers 502")
            .fault(serve("http-502"))
            .proof(everywhere("status 502"))
            .expect(service(HTTP_ERROR)),
        scenario(ORIGIN, "http429", "the origin answers 429")
            .fault(serve("http-429"))
            .proof(everywhere("status 429"))
            .expect(service(HTTP_ERROR)),
        scenario(ORIGIN, "websocketUpgradeRefused", "the origin knows no WebSocket there: 404")
            .fault(serve("no-websocket"))
            .target("wss://" + LabSite.NAME + "/socket")
            .proof(
                Proof.webSocket("eu-a", "status 404"),
                Proof.webSocket("inside", "status 404"),
                Proof.curl("eu-a", Proof.WORKS))
            .expect(service(HTTP_ERROR)));
  }

  private static List<Scenario> addresses() {
    return List.of(
        scenario(ORIGIN, "oneOfThreeAddressesBad", "one of the name's three addresses is dead")
            .fault(
                zone(
                    Resolvers.address(
                        LabSite.NAME, Topology.ORIGIN, Topology.ORIGIN_TWO, Topology.ORIGIN_THREE)),
                rule("origin", "INPUT", "-d " + Topology.ORIGIN_TWO + FaultStep.DROP))
            .proof(
                Proof.dig(A, Topology.ORIGIN_THREE.replace(".", "\\.")),
                Proof.curl("eu-a", Topology.ORIGIN_TWO, Proof.TIMES_OUT),
                Proof.curl("inside", Topology.ORIGIN_TWO, Proof.TIMES_OUT),
                Proof.curl("eu-a", Topology.ORIGIN_THREE, Proof.WORKS))
            .expect(service(ONE_ADDRESS_BAD)),
        scenario(
                ORIGIN,
                "oneOfTwoBackendsBehindOneAddressBad",
                "every second connection meets a backend whose certificate has expired")
            .fault(
                serve("two-backends"),
                redirect(
                    "origin",
                    "PREROUTING",
                    "-p tcp --dport 443 -m statistic --mode nth --every 2 --packet 0 -j REDIRECT"
                        + " --to-ports 4443"))
            .proof(Proof.curls("eu-a", 4, "(?s)expired.*status 200|status 200.*expired"))
            .expect(service(ONE_ADDRESS_BAD, CERTIFICATE_INVALID)));
  }

  private static List<Scenario> zones() {
    return List.of(
        scenario(ORIGIN, "zoneNxdomain", "the zone lost the name")
            .fault(zone(""))
            .proof(Proof.dig(A, "NXDOMAIN"))
            .expect(ExpectedVerdict.of(Blame.ORIGIN, ZONE, ZONE_FAULT)),
        scenario(ORIGIN, "zoneServfail", "the zone's server refuses to answer for the name")
            .fault(zone("local-zone: \"" + LabSite.NAME + "\" always_refuse\n"))
            .proof(Proof.dig(A, "SERVFAIL"))
            .expect(ExpectedVerdict.of(Blame.ORIGIN, ZONE, ZONE_FAULT)),
        scenario(ORIGIN, "zonePointsToLocalhost", "the zone contains 127.0.0.1")
            .fault(zone(Resolvers.address(LabSite.NAME, "127.0.0.1")))
            .proof(Proof.dig(A, "127\\.0\\.0\\.1\\s"))
            .expect(ExpectedVerdict.of(Blame.ORIGIN, ZONE, ZONE_FAULT)));
  }

  private static ExpectedVerdict service(Cause hypothesis, Cause... otherCauses) {
    return ExpectedVerdict.of(Blame.ORIGIN, SERVICE, hypothesis, otherCauses);
  }

  /** At outside and inside vantages. */
  private static Proof[] everywhere(String shows) {
    return new Proof[] {
      Proof.curl("eu-a", shows), Proof.curl("us-f", shows), Proof.curl("inside", shows)
    };
  }

  /** By a client that offers no more than browsers do. */
  private static Proof[] toBrowsers(String shows) {
    return new Proof[] {
      Proof.asBrowsersOffer("eu-a", shows), Proof.asBrowsersOffer("inside", shows)
    };
  }
}
