package dev.parallax.fleet.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetCoverageTest {
  private static final String BERLIN = "coordinates=52.5,13.4 country=DE";
  private static final String HAMBURG = "coordinates=53.6,10.0 country=DE";
  private static final String PARIS = "coordinates=48.9,2.4 country=FR";
  private static final String TOKYO = "coordinates=35.7,139.7 country=JP";

  @Test
  void coordinates_decideOnDistance() {
    assertEquals(
        List.of("berlin", "paris"), independent("berlin asn=1 " + BERLIN, "paris asn=2 " + PARIS));
    assertEquals(1, independent("a asn=1 " + BERLIN, "b asn=2 " + HAMBURG).size());
  }

  @ParameterizedTest
  @CsvSource({
    "a asn=1 region=eu, b asn=2 region=us, 2",
    "a asn=1 region=eu, b asn=2 region=eu, 1",
    "a asn=1 region=eu, b asn=1 region=us, 1",
    "a asn=1 provider=p region=eu, b asn=2 provider=p region=us, 1",
    "a asn=1 region=eu @192.0.2.1, b asn=2 region=us @192.0.2.1, 1",
    "a asn=1, b asn=2, 1",
    "a asn=1 country=DE, b asn=2 country=JP, 1",
    "a asn=1 coordinates=x region=eu, b asn=2 region=us, 2",
  })
  void pair_isIndependent_onlyByWhatIsKnown(String one, String other, int count) {
    assertEquals(count, independent(one, other).size());
  }

  @Test
  void vantageWithTheMostConflicts_isLeftOut() {
    assertEquals(
        List.of("a", "c"),
        independent(
            "b asn=1 " + BERLIN, "a asn=1 " + TOKYO, "c asn=2 coordinates=40.7,-74.0 country=US"));
  }

  @Test
  void lookedUpNetworkAndPlace_count_andALabelPrecedesThem() {
    var known =
        coverage(
            "a mmdb_asn=AS1 mmdb_country=DE mmdb_coordinates=52.5,13.4",
            "b asn=2 mmdb_asn=AS1 mmdb_country=JP mmdb_coordinates=35.7,139.7");
    assertEquals(List.of("a", "b"), known.independent());
    assertEquals(Set.of("APNIC", "RIPE NCC"), known.registries());
    assertEquals(List.of(), known.withoutNetwork());
  }

  @Test
  void missingData_isNamed() {
    var coverage = coverage("a", "b asn=1 region=eu", "c @192.0.2.1", "d @192.0.2.1");
    assertEquals(List.of("a", "c", "d"), coverage.withoutNetwork());
    assertEquals(List.of("a", "c", "d"), coverage.withoutPlace());
    assertEquals(List.of("c", "d"), coverage.sharedHosts());
  }

  @Test
  void eachDistinction_needsItsVantages() {
    assertEquals(Set.of(), coverage("a asn=1", "b asn=2").distinctions());
    assertEquals(
        EnumSet.of(Distinction.PATH_OR_ORIGIN),
        coverage("a asn=1", "b asn=2", "c asn=3").distinctions());
    assertEquals(
        EnumSet.of(Distinction.HOST_OR_NETWORK), coverage("a asn=1", "b asn=1").distinctions());
    var twoRegions =
        coverage(
            "a asn=1 region=eu", "b asn=2 region=eu", "c asn=3 region=us", "d asn=4 region=us");
    assertEquals(
        EnumSet.of(Distinction.PATH_OR_ORIGIN, Distinction.PATH_OR_REGION),
        twoRegions.distinctions());
    var countries = coverage("a asn=1 country=DE", "b asn=2 country=DE", "c asn=3", "d asn=4");
    assertTrue(countries.distinctions().contains(Distinction.COUNTRY_OR_NETWORK));
    assertFalse(countries.distinctions().contains(Distinction.PATH_OR_REGION));
    assertEquals(
        EnumSet.of(Distinction.PLACE_ON_PATH, Distinction.EDGE_OR_PATH_BY_NAME),
        coverage(
                "a asn=1 opt_in=ttl_walk,real_sni_at_neutral", "b asn=2 opt_in=real_sni_at_neutral")
            .distinctions());
    assertEquals(
        EnumSet.of(Distinction.IPV6_OR_IPV4),
        coverage("a asn=1 default_route_ipv6=eth0", "b asn=2 default_route_ipv6=eth0")
            .distinctions());
  }

  @Test
  void bestAddition_isTheMissingSecondNetworkOfARegion() {
    var best =
        coverage("a asn=1 region=eu", "b asn=1 region=eu", "c asn=2 region=us", "d asn=3 region=ap")
            .bestAddition()
            .orElseThrow();
    assertEquals(Optional.empty(), best.network());
    assertEquals(Optional.of("eu"), best.region());
    assertEquals(Set.of(Distinction.PATH_OR_REGION), best.gains());
  }

  @Test
  void bestAddition_ofOneVantage_isASecondHost_andOfNoneUnknown() {
    var best = coverage("a asn=1 region=eu").bestAddition().orElseThrow();
    assertEquals(Set.of(Distinction.HOST_OR_NETWORK), best.gains());
    assertEquals(Optional.of("1"), best.network());
    assertEquals(Optional.empty(), coverage().bestAddition());
  }

  private static List<String> independent(String... vantages) {
    return coverage(vantages).independent();
  }

  private static FleetCoverage coverage(String... vantages) {
    return FleetCoverage.of(Stream.of(vantages).map(FleetCoverageTest::vantage).toList());
  }

  /** {@code NAME [KEY=VALUE ...] [@ADDRESS]}: labels, and facts of the known names. */
  private static Vantage vantage(String text) {
    var words = text.split(" ");
    var labels = new TreeMap<String, String>();
    var facts = new TreeMap<String, String>();
    for (var word : List.of(words).subList(1, words.length)) {
      if (word.startsWith("@")) {
        facts.put(Vantage.PEER_ADDRESS, word.substring(1));
        continue;
      }
      var parts = word.split("=", 2);
      boolean fact = parts[0].matches("mmdb_.*|opt_in|default_route_ipv6");
      (fact ? facts : labels).put(parts[0], parts[1]);
    }
    return new Vantage(new VantageId(words[0]), labels, "", Optional.empty(), facts);
  }
}
