package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.DnsStep;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The answer of the coordinator's own name server, next to the differences between vantages. */
class WitnessTest {
  private static final String SAYS = "the coordinator resolves it to ";

  @Test
  void otherAddress_isShown() {
    assertTrue(text("NOERROR", "203.0.113.99").contains(SAYS + "203.0.113.99"));
  }

  @Test
  void errorInsteadOfAddresses_isShown() {
    assertTrue(text("NXDOMAIN").contains(SAYS + "NXDOMAIN"));
  }

  @Test
  void withoutAWitness_nothingIsSaid() {
    assertEquals(-1, text(Fixture.report()).indexOf(SAYS));
  }

  private static String text(String rcode, String... addresses) {
    var answers =
        Stream.of(addresses)
            .map(
                one -> new DnsStep.AddressRecord(InetAddress.ofLiteral(one), Duration.ofMinutes(1)))
            .toList();
    var step =
        new DnsStep(
            "192.0.2.53:53", "udp", rcode, answers, false, 0, List.of(), Duration.ofMillis(3));
    var sweep = Fixture.sweep();
    var told =
        sweep.withTargets(
            sweep.targets().stream().map(results -> results.with(Optional.of(step))).toList());
    return text(Report.of(told, Fixture.verdicts(), ExitPolicy.DEFAULT));
  }

  private static String text(Report report) {
    return TextReport.write(report, Catalogue.english());
  }
}
