package dev.parallax.attribution;

import java.util.List;

/** AttributionStories in which a coarser analysis gives another verdict. */
final class SubtleStories {
  private SubtleStories() {}

  static final List<AttributionStory> ALL =
      List.of(
          new AttributionStory(
              "origin_anAddressNextDoorIsItsOwn",
"""
              vantage         base            control         no_sni          pinned          reference
              eu-a1           refused@8       refused@8       refused@8       ok              ok
              eu-a2           refused@8       refused@8       refused@8       ok              ok
              eu-b            ok              ok              ok              ok              ok
              ap-c            ok              ok              ok              ok              ok
              ap-d            ok              ok              ok              ok              ok
              us-e            ok              ok              ok              ok              ok
              inside          ok              ok              ok              ok              ok
""",
              "ORIGIN/SERVICE O7 ADDRESS 192.0.2.8"),
          new AttributionStory(
              "healthy_scatteredVantagesAreRefusedByTheSite",
"""
              vantage         base            control         no_sni          reference
              eu-a1           ok              ok              ok              ok
              eu-a2           ok              ok              ok              ok
              eu-b            403             ok              ok              ok
              ap-c            403             ok              ok              ok
              ap-d            ok              ok              ok              ok
              us-e            403             ok              ok              ok
              inside          ok              ok              ok              ok
""",
              "HEALTHY/- N0 NOBODY"),
          new AttributionStory(
              "vantage_losesPacketsToEverybody",
"""
              vantage         base            control         no_sni          reference
              eu-a1           ok              ok              ok              ok
              eu-a2           ok              ok              ok              ok
              eu-b            ok              ok              ok              ok
              ap-c            ok              ok              ok              ok
              ap-d            ok              ok              ok              ok
              us-e            4lossy+1ok      4lossy+1ok      3lossy+2ok      3lossy
              inside          ok              ok              ok              ok
""",
              "VANTAGE/AGENT V1 VANTAGE us-e"),
          new AttributionStory(
              "healthy_oneRepeatedPacketIsNothing",
"""
              vantage         base            control         no_sni          reference
              eu-a1           ok              ok              ok              ok
              eu-a2           ok              ok              ok              ok
              eu-b            ok              ok              ok              ok
              ap-c            ok              ok              ok              ok
              ap-d            ok              ok              ok              ok
              us-e            1lossy+4ok      ok              ok              ok
              inside          ok              ok              ok              ok
""",
              "HEALTHY/- N0 NOBODY"),
          new AttributionStory(
              "origin_wentDownWhileWeLooked",
"""
              vantage         base            control         reference
              eu-a1           3ok+17timeout   3ok+17timeout   ok
              eu-a2           3ok+17timeout   3ok+17timeout   ok
              eu-b            3ok+17timeout   3ok+17timeout   ok
              ap-c            3ok+17timeout   3ok+17timeout   ok
              ap-d            3ok+17timeout   3ok+17timeout   ok
              us-e            3ok+17timeout   3ok+17timeout   ok
              inside          3ok+17timeout   3ok+17timeout   ok
""",
              "ORIGIN/SERVICE O1 EVERYONE"),
          new AttributionStory(
              "edge_bansEveryoneOutsideAfterAWhile",
"""
              vantage         base            control         reference
              eu-a1           3ok+17timeout   3ok+17timeout   ok
              eu-a2           3ok+17timeout   3ok+17timeout   ok
              eu-b            3ok+17timeout   3ok+17timeout   ok
              ap-c            3ok+17timeout   3ok+17timeout   ok
              ap-d            3ok+17timeout   3ok+17timeout   ok
              us-e            3ok+17timeout   3ok+17timeout   ok
              inside          20ok            20ok            ok
""",
              "ORIGIN/EDGE E7 OUTSIDE"));
}
