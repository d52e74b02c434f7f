package dev.parallax.attribution;

import java.util.List;
import java.util.stream.Stream;

/** The stories attribution must get right, each as a grid. */
final class AttributionStories {
  private AttributionStories() {}

  /** The demo's stories: eu has A twice and B, ap has C and D, us has E, one is inside. */
  static final List<AttributionStory> DEMO =
      List.of(
          new AttributionStory(
              "healthy",
              """
              vantage  base  control  no_sni  reference
              eu-a1    ok    ok       ok      ok
              eu-a2    ok    ok       ok      ok
              eu-b     ok    ok       ok      ok
              ap-c     ok    ok       ok      ok
              ap-d     ok    ok       ok      ok
              us-e     ok    ok       ok      ok
              inside   ok    ok       ok      ok
              """,
              "HEALTHY/- N0 NOBODY"),
          new AttributionStory(
              "expired everywhere",
              """
              vantage  base     control  no_sni  reference
              eu-a1    expired  ok       ok      ok
              eu-a2    expired  ok       ok      ok
              eu-b     expired  ok       ok      ok
              ap-c     expired  ok       ok      ok
              ap-d     expired  ok       ok      ok
              us-e     expired  ok       ok      ok
              inside   expired  ok       ok      ok
              """,
              "ORIGIN/SERVICE O3 EVERYONE"),
          new AttributionStory(
              "refused everywhere, inside too",
              """
              vantage  base     control  no_sni   reference
              eu-a1    refused  refused  refused  ok
              eu-a2    refused  refused  refused  ok
              eu-b     refused  refused  refused  ok
              ap-c     refused  refused  refused  ok
              ap-d     refused  refused  refused  ok
              us-e     refused  refused  refused  ok
              inside   refused  refused  refused  ok
              """,
              "ORIGIN/SERVICE O2 EVERYONE"),
          new AttributionStory(
              "seed 000: every outside ClientHello reset, whatever the name",
              """
              vantage  base   control  no_sni  delayed  reference
              eu-a1    reset  reset    reset   reset    ok
              eu-a2    reset  reset    reset   reset    ok
              eu-b     reset  reset    reset   reset    ok
              ap-c     reset  reset    reset   reset    ok
              ap-d     reset  reset    reset   reset    ok
              us-e     reset  reset    reset   reset    ok
              inside   ok     ok       ok      ok       ok
              """,
              "ORIGIN/EDGE E1 OUTSIDE"),
          new AttributionStory(
              "seed 001: this name reset 80 % of the time from outside",
              """
              vantage  base        control  no_sni  reference
              eu-a1    4reset+1ok  ok       ok      ok
              eu-a2    3reset+2ok  ok       ok      ok
              eu-b     5reset      ok       ok      ok
              ap-c     4reset+1ok  ok       ok      ok
              ap-d     4reset+1ok  ok       ok      ok
              us-e     4reset+1ok  ok       ok      ok
              inside   ok          ok       ok      ok
              """,
              "ORIGIN/EDGE E2 OUTSIDE"),
          new AttributionStory(
              "seed 002: outside connections reset 240 ms after they are accepted",
              """
              vantage  base   control  no_sni  delayed  reference
              eu-a1    reset  reset    reset   early    ok
              eu-a2    reset  reset    reset   early    ok
              eu-b     reset  reset    reset   early    ok
              ap-c     reset  reset    reset   early    ok
              ap-d     reset  reset    reset   early    ok
              us-e     reset  reset    reset   early    ok
              inside   ok     ok       ok      ok       ok
              """,
              "ORIGIN/EDGE E5 OUTSIDE"),
          new AttributionStory(
              "seed 002 on a busy box: the reset wins the race against the ClientHello half of the"
                  + " time",
              """
              vantage  base           control        no_sni         delayed  reference
              eu-a1    2reset+3early  3reset+2early  3reset+2early  early    ok
              eu-a2    3reset+2early  1reset+4early  2reset+3early  early    ok
              eu-b     2reset+3early  2reset+3early  4reset+1early  early    ok
              ap-c     1reset+4early  3reset+2early  2reset+3early  early    ok
              ap-d     3reset+2early  2reset+3early  3reset+2early  early    ok
              us-e     2reset+3early  3reset+2early  4reset+1early  early    ok
              inside   ok             ok             ok             ok       ok
              """,
              "ORIGIN/EDGE E5 OUTSIDE"),
          new AttributionStory(
              "one region: this name reset on both networks of ap",
              """
              vantage  base   control  no_sni  reference
              eu-a1    ok     ok       ok      ok
              eu-a2    ok     ok       ok      ok
              eu-b     ok     ok       ok      ok
              ap-c     reset  ok       ok      ok
              ap-d     reset  ok       ok      ok
              us-e     ok     ok       ok      ok
              inside   ok     ok       ok      ok
              """,
              "REGION/TRANSIT P1 REGION ap"),
          new AttributionStory(
              "one network: this name reset for both agents of A",
              """
              vantage  base   control  no_sni  reference
              eu-a1    reset  ok       ok      ok
              eu-a2    reset  ok       ok      ok
              eu-b     ok     ok       ok      ok
              ap-c     ok     ok       ok      ok
              ap-d     ok     ok       ok      ok
              us-e     ok     ok       ok      ok
              inside   ok     ok       ok      ok
              """,
              "PATH/ACCESS P1 NETWORK a"),
          new AttributionStory(
              "lying resolver: A is given a wrong address where nothing listens",
              """
              vantage  base       control    no_sni     pinned  reference
              eu-a1    refused@9  refused@9  refused@9  ok      ok
              eu-a2    refused@9  refused@9  refused@9  ok      ok
              eu-b     ok         ok         ok         ok      ok
              ap-c     ok         ok         ok         ok      ok
              ap-d     ok         ok         ok         ok      ok
              us-e     ok         ok         ok         ok      ok
              inside   ok         ok         ok         ok      ok
              """,
              "PATH/RESOLVER D1 NETWORK a"),
          new AttributionStory(
              "lying resolver: A is given another server's address",
              """
              vantage  base        control  no_sni  peer  reference
              eu-a1    mismatch@9  ok@9     ok@9    ok    ok
              eu-a2    mismatch@9  ok@9     ok@9    ok    ok
              eu-b     ok          ok       ok      ok    ok
              ap-c     ok          ok       ok      ok    ok
              ap-d     ok          ok       ok      ok    ok
              us-e     ok          ok       ok      ok    ok
              inside   ok          ok       ok      ok    ok
              """,
              "PATH/RESOLVER D1 NETWORK a"),
          new AttributionStory(
              "lying resolver: everyone tried the wrong address too, and it is wrong for everyone",
              """
              vantage  base        control  no_sni  pinned  peer        reference
              eu-a1    mismatch@9  ok@9     ok@9    ok      mismatch@9  ok
              eu-a2    mismatch@9  ok@9     ok@9    ok      mismatch@9  ok
              eu-b     ok          ok       ok      ok      mismatch@9  ok
              ap-c     ok          ok       ok      ok      mismatch@9  ok
              ap-d     ok          ok       ok      ok      mismatch@9  ok
              us-e     ok          ok       ok      ok      mismatch@9  ok
              inside   ok          ok       ok      ok      mismatch@9  ok
              """,
              "PATH/RESOLVER D1 NETWORK a"),
          new AttributionStory(
              "wrong clock: one agent ten years behind",
              """
              vantage        base    control  no_sni  reference
              eu-a1          ok      ok       ok      ok
              eu-a2          ok      ok       ok      ok
              eu-b           ok      ok       ok      ok
              ap-c           ok      ok       ok      ok
              ap-d           ok      ok       ok      ok
              us-e!-87600H   notyet  ok       ok      notyet
              inside         ok      ok       ok      ok
              """,
              "VANTAGE/AGENT V3 VANTAGE us-e"),
          new AttributionStory(
              "two causes: expired, and this name reset in ap",
              """
              vantage  base     control  no_sni  reference
              eu-a1    expired  ok       ok      ok
              eu-a2    expired  ok       ok      ok
              eu-b     expired  ok       ok      ok
              ap-c     reset    ok       ok      ok
              ap-d     reset    ok       ok      ok
              us-e     expired  ok       ok      ok
              inside   expired  ok       ok      ok
              """,
              "ORIGIN/SERVICE O3 EVERYONE; REGION/TRANSIT P1 REGION ap"));

  /** Each hypothesis once more, and where to stop. */
  static final List<AttributionStory> MORE =
      List.of(
          new AttributionStory(
              "healthy_oneTransientFailureOfMany",
              """
              vantage  base        control  no_sni  reference
              eu-a1    4ok+1reset  ok       ok      ok
              eu-a2    ok          ok       ok      ok
              eu-b     ok          ok       ok      ok
              ap-c     ok          ok       ok      ok
              ap-d     ok          ok       ok      ok
              us-e     ok          ok       ok      ok
              inside   ok          ok       ok      ok
              """,
              "HEALTHY/- N0 NOBODY"),
          new AttributionStory(
              "healthy_serverRefusesUnknownNames",
              """
              vantage  base  control  no_sni  reference
              eu-a1    ok    noname   reset   ok
              eu-b     ok    noname   reset   ok
              ap-c     ok    noname   reset   ok
              inside   ok    noname   reset   ok
              """,
              "HEALTHY/- N0 NOBODY"),
          new AttributionStory(
              "healthy_answersDifferByPlace",
              """
              vantage  base  control  no_sni  reference
              eu-a1    ok    ok       ok      ok
              eu-b     ok    ok       ok      ok
              ap-c     ok@7  ok@7     ok@7    ok
              ap-d     ok@7  ok@7     ok@7    ok
              """,
              "HEALTHY/- D4 NOBODY"),
          new AttributionStory(
              "edge_nameResetThoughServerRefusesUnknownNames",
              """
              vantage  base   control  no_sni  reference
              eu-a1    reset  noname   ok      ok
              eu-b     reset  noname   ok      ok
              ap-c     reset  noname   ok      ok
              inside   ok     noname   ok      ok
              """,
              "ORIGIN/EDGE E2 OUTSIDE"),
          new AttributionStory(
              "service_httpErrorEverywhere",
              """
              vantage  base  control  no_sni  reference
              eu-a1    502   ok       ok      ok
              eu-b     502   ok       ok      ok
              ap-c     502   ok       ok      ok
              inside   502   ok       ok      ok
              """,
              "ORIGIN/SERVICE O6 EVERYONE"),
          new AttributionStory(
              "service_plainHttpOnThePort",
              """
              vantage  base  control  no_sni  reference
              eu-a1    http  http     http    ok
              eu-b     http  http     http    ok
              inside   http  http     http    ok
              """,
              "ORIGIN/SERVICE O8 EVERYONE"),
          new AttributionStory(
              "service_noSharedParameters",
              """
              vantage  base   control  no_sni  reference
              eu-a1    alert  alert    alert   ok
              eu-b     alert  alert    alert   ok
              inside   alert  alert    alert   ok
              """,
              "ORIGIN/SERVICE O4 EVERYONE"),
          new AttributionStory(
              "service_abortsInsideToo",
              """
              vantage  base   control  no_sni  reference
              eu-a1    reset  reset    reset   ok
              eu-b     reset  reset    reset   ok
              ap-c     reset  reset    reset   ok
              inside   reset  reset    reset   ok
              """,
              "ORIGIN/SERVICE O5 EVERYONE"),
          new AttributionStory(
              "service_downEverywhere",
              """
              vantage  base     control  no_sni   reference
              eu-a1    timeout  timeout  timeout  ok
              eu-b     timeout  timeout  timeout  ok
              inside   timeout  timeout  timeout  ok
              """,
              "ORIGIN/SERVICE O1 EVERYONE"),
          new AttributionStory(
              "service_oneOfTwoAddressesIsBad",
              """
              vantage  base       control    no_sni     peer  reference
              eu-a1    ok         ok         ok         .     ok
              eu-b     refused@7  refused@7  refused@7  ok    ok
              ap-c     ok         ok         ok         .     ok
              ap-d     refused@7  refused@7  refused@7  ok    ok
              us-e     ok         ok         ok         .     ok
              """,
              "ORIGIN/SERVICE O7 ADDRESS 192.0.2.7"),
          new AttributionStory(
              "zone_nameUnknownEverywhere",
              """
              vantage  base      control   no_sni    reference
              eu-a1    nxdomain  nxdomain  nxdomain  ok
              eu-b     nxdomain  nxdomain  nxdomain  ok
              ap-c     nxdomain  nxdomain  nxdomain  ok
              """,
              "ORIGIN/ZONE D3 EVERYONE"),
          new AttributionStory(
              "edge_insideHasItsOwnRoute_everyHello",
              """
              vantage  base   control  no_sni  delayed  reference
              eu-a1    reset  reset    reset   reset    ok
              eu-a2    reset  reset    reset   reset    ok
              eu-b     reset  reset    reset   reset    ok
              ap-c     reset  reset    reset   reset    ok
              ap-d     reset  reset    reset   reset    ok
              us-e     reset  reset    reset   reset    ok
              inside   ok@2   ok@2     ok@2    ok@2     ok
              """,
              "ORIGIN/EDGE E1 OUTSIDE"),
          new AttributionStory(
              "edge_insideHasItsOwnRoute_replyPath",
              """
              vantage  base   control  no_sni  delayed  reference
              eu-a1    reset  reset    reset   early    ok
              eu-a2    reset  reset    reset   early    ok
              eu-b     reset  reset    reset   early    ok
              ap-c     reset  reset    reset   early    ok
              ap-d     reset  reset    reset   early    ok
              us-e     reset  reset    reset   early    ok
              inside   ok@2   ok@2     ok@2    ok@2     ok
              """,
              "ORIGIN/EDGE E5 OUTSIDE"),
          new AttributionStory(
              "edge_insideHasItsOwnRoute_name",
              """
              vantage  base   control  no_sni  delayed  reference
              eu-a1    reset  ok       ok      .    ok
              eu-a2    reset  ok       ok      .    ok
              eu-b     reset  ok       ok      .    ok
              ap-c     reset  ok       ok      .    ok
              ap-d     reset  ok       ok      .    ok
              us-e     reset  ok       ok      .    ok
              inside   ok@2   ok@2     ok@2    ok@2     ok
              """,
              "ORIGIN/EDGE E2 OUTSIDE"),
          new AttributionStory(
              "edge_dropsFromOutside",
              """
              vantage  base     control  no_sni   reference
              eu-a1    timeout  timeout  timeout  ok
              eu-b     timeout  timeout  timeout  ok
              ap-c     timeout  timeout  timeout  ok
              inside   ok       ok       ok       ok
              """,
              "ORIGIN/EDGE E3 OUTSIDE"),
          new AttributionStory(
              "edge_refusesFromOutside",
              """
              vantage  base     control  no_sni   reference
              eu-a1    refused  refused  refused  ok
              eu-b     refused  refused  refused  ok
              ap-c     refused  refused  refused  ok
              inside   ok       ok       ok       ok
              """,
              "ORIGIN/EDGE E4 OUTSIDE"),
          new AttributionStory(
              "edge_forbidsOneRegion",
              """
              vantage  base  control  no_sni  reference
              eu-a1    ok    ok       ok      ok
              eu-b     ok    ok       ok      ok
              ap-c     403   ok       ok      ok
              ap-d     403   ok       ok      ok
              us-e     ok    ok       ok      ok
              """,
              "ORIGIN/EDGE E6 REGION ap"),
          new AttributionStory(
              "path_addressBlockedOnOneNetwork",
              """
              vantage  base     control  no_sni   reference
              eu-a1    timeout  timeout  timeout  ok
              eu-a2    timeout  timeout  timeout  ok
              eu-b     ok       ok       ok       ok
              ap-c     ok       ok       ok       ok
              ap-d     ok       ok       ok       ok
              us-e     ok       ok       ok       ok
              """,
              "PATH/ACCESS P3 NETWORK a"),
          new AttributionStory(
              "path_everyHelloCutOnOneNetwork",
              """
              vantage  base   control  no_sni  delayed  reference
              eu-a1    reset  reset    reset   reset    ok
              eu-a2    reset  reset    reset   reset    ok
              eu-b     ok     ok       ok      ok       ok
              ap-c     ok     ok       ok      ok       ok
              ap-d     ok     ok       ok      ok       ok
              us-e     ok     ok       ok      ok       ok
              """,
              "PATH/ACCESS P5 NETWORK a"),
          new AttributionStory(
              "path_certificateReplacedOnOneNetwork",
              """
              vantage  base      control  no_sni  reference
              eu-a1    resigned  ok       ok      ok
              eu-a2    resigned  ok       ok      ok
              eu-b     ok        ok       ok      ok
              ap-c     ok        ok       ok      ok
              ap-d     ok        ok       ok      ok
              us-e     ok        ok       ok      ok
              """,
              "PATH/ACCESS P8 NETWORK a"),
          new AttributionStory(
              "path_sometimesOnOneNetwork",
              """
              vantage  base          control  no_sni  reference
              eu-a1    9reset+11ok   20ok     20ok    ok
              eu-a2    11reset+9ok   20ok     20ok    ok
              eu-b     20ok          20ok     20ok    ok
              ap-c     20ok          20ok     20ok    ok
              ap-d     20ok          20ok     20ok    ok
              us-e     20ok          20ok     20ok    ok
              """,
              "PATH/ACCESS P2 NETWORK a"),
          new AttributionStory(
              "path_onlyNetworkOfItsRegion",
              """
              vantage  base   control  no_sni  reference
              eu-a1    ok     ok       ok      ok
              eu-b     ok     ok       ok      ok
              ap-c     ok     ok       ok      ok
              ap-d     ok     ok       ok      ok
              us-e1    reset  ok       ok      ok
              us-e2    reset  ok       ok      ok
              """,
              "PATH/ACCESS P1 NETWORK e"),
          new AttributionStory(
              "region_resolversLie",
              """
              vantage  base       control    no_sni     pinned  reference
              eu-a1    ok         ok         ok         ok      ok
              eu-b     ok         ok         ok         ok      ok
              ap-c     nxdomain   nxdomain   nxdomain   ok      ok
              ap-d     nxdomain   nxdomain   nxdomain   ok      ok
              us-e     ok         ok         ok         ok      ok
              """,
              "REGION/RESOLVER D1 REGION ap"),
          new AttributionStory(
              "vantage_uplinkDown",
              """
              vantage  base     control  no_sni   reference
              eu-a1    ok       ok       ok       ok
              eu-b     ok       ok       ok       ok
              ap-c     ok       ok       ok       ok
              us-e     timeout  timeout  timeout  timeout
              """,
              "VANTAGE/AGENT V1 VANTAGE us-e"),
          new AttributionStory(
              "vantage_ownResolverBroken",
              """
              vantage  base      control   no_sni    reference
              eu-a1    ok        ok        ok        ok
              eu-b     ok        ok        ok        ok
              us-e     servfail  servfail  servfail  servfail
              """,
              "VANTAGE/AGENT V6 VANTAGE us-e"),
          new AttributionStory(
              "vantage_oldCaBundle",
              """
              vantage  base    control  no_sni  reference
              eu-a1    ok      ok       ok      ok
              eu-b     ok      ok       ok      ok
              us-e     issuer  ok       ok      issuer
              """,
              "VANTAGE/AGENT V4 VANTAGE us-e"),
          new AttributionStory(
              "vantage_clockWrongAndTargetExpired",
              """
              vantage        base     control  no_sni  reference
              eu-a1          expired  ok       ok      ok
              eu-b           expired  ok       ok      ok
              ap-c           expired  ok       ok      ok
              us-e!-87600H   notyet   ok       ok      notyet
              inside         expired  ok       ok      ok
              """,
              "ORIGIN/SERVICE O3 EVERYONE; VANTAGE/AGENT V3 VANTAGE us-e"),
          new AttributionStory(
              "vantage_clockWrongThoughReferencesWereNotAsked",
              """
              vantage        base    control  no_sni
              eu-a1          ok      ok       ok
              eu-b           ok      ok       ok
              us-e!-87600H   notyet  ok       ok
              """,
              "VANTAGE/AGENT V3 VANTAGE us-e"),
          new AttributionStory(
              "vantage_onlyItsOwnClockIsAgainstTheCertificate",
              """
              vantage        base          control  no_sni
              eu-a1          ok            ok       ok
              eu-b           ok            ok       ok
              us-e!-87600H   notyet:clock  ok       ok
              """,
              "VANTAGE/AGENT V3 VANTAGE us-e"),
          new AttributionStory(
              "vantage_onlyItsOwnBundleIsAgainstTheCertificate",
              """
              vantage  base          control  no_sni
              eu-a1    ok            ok       ok
              eu-b     ok            ok       ok
              ap-c     issuer:valid  ok       ok
              """,
              "VANTAGE/AGENT V4 VANTAGE ap-c"),
          new AttributionStory(
              "vantage_oldBundleEndsInAnExpiredAuthority",
              """
              vantage  base          control  no_sni
              eu-a1    ok            ok       ok
              eu-b     ok            ok       ok
              ap-c     notyet:valid  ok       ok
              """,
              "VANTAGE/AGENT V4 VANTAGE ap-c"),
          new AttributionStory(
              "origin_expiredForEverybodyAndCentrally",
              """
              vantage  base          control  no_sni  reference
              eu-a1    expired:same  ok       ok      ok
              eu-b     expired:same  ok       ok      ok
              ap-c     expired:same  ok       ok      ok
              inside   expired:same  ok       ok      ok
              """,
              "ORIGIN/SERVICE O3 EVERYONE"),
          new AttributionStory(
              "origin_refusedByAllButTheCoordinator",
              """
              vantage  base          control  no_sni  reference
              eu-a1    issuer:valid  ok       ok      ok
              eu-b     issuer:valid  ok       ok      ok
              ap-c     issuer:valid  ok       ok      ok
              inside   issuer:valid  ok       ok      ok
              """,
              "ORIGIN/SERVICE O3 EVERYONE"),
          new AttributionStory(
              "origin_segmentOpenWithoutInside",
              """
              vantage  base   control  no_sni  reference
              eu-a1    reset  reset    reset   ok
              eu-b     reset  reset    reset   ok
              ap-c     reset  reset    reset   ok
              us-e     reset  reset    reset   ok
              """,
              "ORIGIN/- - OUTSIDE"),
          new AttributionStory(
              "inconclusive_everyOutsideVantageIsInOneRegion",
              """
              vantage  base   control  no_sni  reference
              ap-c     reset  ok       ok      ok
              ap-d     reset  ok       ok      ok
              inside   ok     ok       ok      ok
              """,
              "INCONCLUSIVE/- - *"),
          new AttributionStory(
              "oneRegionOnly_expiredEverywhereNeedsNoOtherRegion",
              """
              vantage  base     control  no_sni  reference
              ap-c     expired  ok       ok      ok
              ap-d     expired  ok       ok      ok
              """,
              "ORIGIN/SERVICE O3 EVERYONE"),
          new AttributionStory(
              "inconclusive_onlyOneVantageAnswered",
              """
              vantage  base   control  no_sni  reference
              eu-a1    reset  ok       ok      ok
              eu-b     .      .        .       .
              """,
              "INCONCLUSIVE/- - *"),
          new AttributionStory(
              "inconclusive_nothingAnswered",
              """
              vantage  base     control  no_sni
              eu-a1    missing  missing  missing
              eu-b     missing  .        .
              """,
              "INCONCLUSIVE/- - NOBODY"),
          new AttributionStory(
              "inconclusive_oneOfTwoVantagesFails",
              """
              vantage  base   control  no_sni  reference
              eu-a1    reset  ok       ok      ok
              ap-c     ok     ok       ok      ok
              """,
              "INCONCLUSIVE/- - *"),
          new AttributionStory(
              "inconclusive_oneAgentOfANetworkFailsAndTheOtherPasses",
              """
              vantage  base   control  no_sni  reference
              eu-a1    reset  ok       ok      ok
              eu-a2    ok     ok       ok      ok
              eu-b     ok     ok       ok      ok
              ap-c     ok     ok       ok      ok
              us-e     ok     ok       ok      ok
              """,
              "INCONCLUSIVE/- - *"),
          new AttributionStory(
              "inconclusive_everyoneFailsInAnotherWay",
              """
              vantage  base      control   no_sni   reference
              eu-a1    future    future    future   ok
              eu-b     timeout   silent    ok       ok
              ap-c     refused   http      timeout  ok
              us-e     alert     early     future   ok
              inside   noroute   timeout   refused  ok
              """,
              "INCONCLUSIVE/- - *"),
          new AttributionStory(
              "inconclusive_networkFailsAndNothingOfItWorks",
              """
              vantage  base     control  no_sni
              eu-a1    timeout  timeout  timeout
              eu-b     ok       ok       ok
              ap-c     ok       ok       ok
              us-e     ok       ok       ok
              """,
              "INCONCLUSIVE/- - *"));

  static Stream<AttributionStory> all() {
    return Stream.of(DEMO, MORE, SubtleStories.ALL).flatMap(List::stream);
  }
}
