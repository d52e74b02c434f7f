package dev.parallax.lab.scenario;

import static dev.parallax.lab.scenario.Scenario.ScenarioFamily.HEALTHY;
import static dev.parallax.lab.scenario.Scenario.scenario;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.servers.LabSite;
import dev.parallax.lab.servers.Resolvers;
import dev.parallax.stage.ExpectedVerdict;
import java.util.List;

/** Without a fault, despite unusual observations. */
final class HealthyScenarios {
  private static final LabVantage C = LabVantage.of("ap-c");

  private HealthyScenarios() {}

  static List<Scenario> all() {
    return List.of(
        scenario(HEALTHY, "plainHealthy", "nothing is wrong")
            .proof(Proof.curl("eu-a", Proof.WORKS), Proof.curl("ap-d", Proof.WORKS))
            .expect(ExpectedVerdict.HEALTHY),
        scenario(HEALTHY, "bothFamiliesHealthy", "every name has IPv6 addresses, and they work")
            .fault(FaultStep.wholeZone(Resolvers.zoneDataOfBothFamilies()))
            .proof(
                Proof.curlSix("eu-a", Proof.WORKS),
                Proof.curlSix("ap-d", Proof.WORKS),
                Proof.curlSix("inside", Proof.WORKS))
            .expect(ExpectedVerdict.HEALTHY),
        scenario(HEALTHY, "oneTransientFailure", "network C resets one ClientHello, once")
            .fault(
                FaultStep.forward(
                        "acc-c",
                        FaultStep.NAMES_THE_SITE
                            + " -m limit --limit 1/hour --limit-burst 1"
                            + FaultStep.RESET)
                    .remembering())
            .proof(Proof.curl("ap-c", Proof.RESET))
            .expect(ExpectedVerdict.HEALTHY),
        scenario(HEALTHY, "differentLeafPerPop", "C reaches a point of presence with another leaf")
            .fault(
                FaultStep.serve("leaf-per-address"),
                FaultStep.resolver(C, Resolvers.address(LabSite.NAME, Topology.ORIGIN_TWO)))
            .proof(
                Proof.dig(C, "11\\.9\\.0\\.11"),
                Proof.curl("ap-c", Topology.ORIGIN_TWO, Proof.WORKS))
            .expect(ExpectedVerdict.HEALTHY),
        scenario(
                HEALTHY,
                "certificateRotatesDuringTheSweep",
                "after the sixtieth connection the origin has a new certificate, as good as the"
                    + " old")
            .fault(rotation(60))
            .proof(Proof.curl("eu-a", Proof.WORKS))
            .expect(ExpectedVerdict.HEALTHY),
        scenario(
                HEALTHY,
                "captchaToDatacentreAddresses",
                "three vantages in three regions get 403 and a captcha")
            .fault(FaultStep.serve("captcha"))
            .proof(
                Proof.curl("eu-a", "status 403"),
                Proof.curl("ap-d", "status 403"),
                Proof.curl("eu-b", Proof.WORKS))
            .expect(ExpectedVerdict.HEALTHY),
        scenario(HEALTHY, "slowOrigin", "every packet of the origin is delayed by 300 ms")
            .fault(FaultStep.inject("gateway", "-i origin", "delay=300"))
            .proof(
                new Proof(
                    "eu-a",
                    Proof.request().replace("status ", "total %{time_total} status "),
                    "total (0\\.[89]|[1-9])[0-9.]* status 200"))
            .expect(ExpectedVerdict.HEALTHY));
  }

  /** The counter of a rule without a target counts the connections. */
  private static FaultStep rotation(int connections) {
    return new FaultStep(
        "origin",
        """
        iptables -w -A INPUT -p tcp --dport 443 --syn
        (for turn in $(seq 600); do
           set -- $(iptables -w -nvxL INPUT | tail -1)
           [ "$1" -lt %d ] || break
           sleep 0.1
         done
         cd $LAB/origin && cp variants/renewed.conf site.conf && kill -HUP $(cat nginx.pid)
        ) >/dev/null 2>&1 </dev/null &
        echo $! >$LAB/rotation.pid\
        """
            .formatted(connections),
        "kill $(cat $LAB/rotation.pid) 2>/dev/null; iptables -w -D INPUT -p tcp --dport 443 --syn; "
            + FaultStep.serve(LabSite.ORDINARY).undo());
  }
}
