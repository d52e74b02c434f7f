package dev.parallax.attribution;

import static dev.parallax.attribution.ArmSets.ANY;
import static dev.parallax.attribution.ArmSets.HELLOS;
import static dev.parallax.attribution.ArmSets.HOST;
import static dev.parallax.attribution.ArmSets.LARGE;
import static dev.parallax.attribution.ArmSets.LOOKED_UP;
import static dev.parallax.attribution.ArmSets.NAMED;
import static dev.parallax.attribution.ArmSets.NEUTRAL;
import static dev.parallax.attribution.ArmSets.REQUESTS;
import static dev.parallax.attribution.ArmSets.RESOLVING;
import static dev.parallax.attribution.ArmSets.SHAPED;
import static dev.parallax.attribution.ArmSets.SHAPES;
import static dev.parallax.attribution.Mechanism.Detail.IPV6;
import static dev.parallax.attribution.Mechanism.Detail.MISLED;
import static dev.parallax.attribution.Mechanism.Detail.RESIDUAL;
import static dev.parallax.attribution.Mechanism.Detail.UNGUARDED;
import static dev.parallax.attribution.Sight.ALERT;
import static dev.parallax.attribution.Sight.ALERT_CLIENT;
import static dev.parallax.attribution.Sight.ALERT_NAME;
import static dev.parallax.attribution.Sight.BANNED;
import static dev.parallax.attribution.Sight.BLOCK_PAGE;
import static dev.parallax.attribution.Sight.BROKEN_HANDSHAKE;
import static dev.parallax.attribution.Sight.CERT_DATE;
import static dev.parallax.attribution.Sight.CERT_FOREIGN;
import static dev.parallax.attribution.Sight.CERT_ISSUER;
import static dev.parallax.attribution.Sight.CERT_NAME;
import static dev.parallax.attribution.Sight.CERT_OTHER;
import static dev.parallax.attribution.Sight.CONNECT_SILENT;
import static dev.parallax.attribution.Sight.CUT_AFTER_HELLO;
import static dev.parallax.attribution.Sight.CUT_BEFORE_HELLO;
import static dev.parallax.attribution.Sight.FORBIDDEN;
import static dev.parallax.attribution.Sight.HTTP_BROKEN;
import static dev.parallax.attribution.Sight.HTTP_STATUS;
import static dev.parallax.attribution.Sight.LIMITED;
import static dev.parallax.attribution.Sight.NAME_UNRESOLVED;
import static dev.parallax.attribution.Sight.NOT_TLS;
import static dev.parallax.attribution.Sight.OK_LOSSY;
import static dev.parallax.attribution.Sight.OK_SLOW;
import static dev.parallax.attribution.Sight.OTHER;
import static dev.parallax.attribution.Sight.REFUSED;
import static dev.parallax.attribution.Sight.SILENT_AFTER_HELLO;
import static dev.parallax.attribution.Sight.TURNED_AWAY;
import static dev.parallax.attribution.Sight.UNREACHABLE;
import static dev.parallax.model.Arm.CLIENT_CERTIFICATE;
import static dev.parallax.model.Arm.CONTROL_SNI;
import static dev.parallax.model.Arm.DELAYED_HELLO;
import static dev.parallax.model.Arm.DIRECT_IP;
import static dev.parallax.model.Arm.ICMP_ECHO;
import static dev.parallax.model.Arm.NO_SNI;
import static dev.parallax.model.Arm.OTHER_PORT;
import static dev.parallax.model.Arm.OTHER_RESOLVER;
import static dev.parallax.model.Arm.PLAIN_HTTP;
import static dev.parallax.model.Arm.RESPONDER;
import static dev.parallax.model.Arm.SAME_PORT_REPLAY;
import static dev.parallax.model.Arm.SIBLING_ADDRESS;
import static dev.parallax.model.Hypothesis.D1;
import static dev.parallax.model.Hypothesis.D2;
import static dev.parallax.model.Hypothesis.D3;
import static dev.parallax.model.Hypothesis.E1;
import static dev.parallax.model.Hypothesis.E2;
import static dev.parallax.model.Hypothesis.E3;
import static dev.parallax.model.Hypothesis.E4;
import static dev.parallax.model.Hypothesis.E5;
import static dev.parallax.model.Hypothesis.E6;
import static dev.parallax.model.Hypothesis.E7;
import static dev.parallax.model.Hypothesis.E8;
import static dev.parallax.model.Hypothesis.N0;
import static dev.parallax.model.Hypothesis.O1;
import static dev.parallax.model.Hypothesis.O2;
import static dev.parallax.model.Hypothesis.O3;
import static dev.parallax.model.Hypothesis.O4;
import static dev.parallax.model.Hypothesis.O5;
import static dev.parallax.model.Hypothesis.O6;
import static dev.parallax.model.Hypothesis.O7;
import static dev.parallax.model.Hypothesis.O8;
import static dev.parallax.model.Hypothesis.O9;
import static dev.parallax.model.Hypothesis.P1;
import static dev.parallax.model.Hypothesis.P10;
import static dev.parallax.model.Hypothesis.P2;
import static dev.parallax.model.Hypothesis.P3;
import static dev.parallax.model.Hypothesis.P4;
import static dev.parallax.model.Hypothesis.P5;
import static dev.parallax.model.Hypothesis.P6;
import static dev.parallax.model.Hypothesis.P7;
import static dev.parallax.model.Hypothesis.P8;
import static dev.parallax.model.Hypothesis.P9;
import static dev.parallax.model.Hypothesis.U;
import static dev.parallax.model.Hypothesis.V2;
import static dev.parallax.model.Hypothesis.V3;
import static dev.parallax.model.Hypothesis.V4;
import static dev.parallax.model.Hypothesis.V5;
import static dev.parallax.model.Hypothesis.V7;
import static dev.parallax.model.Scope.Attribute.ADDRESS;
import static dev.parallax.model.Scope.Attribute.AGENT_VERSION;
import static dev.parallax.model.Scope.Attribute.COUNTRY;
import static dev.parallax.model.Scope.Attribute.EVERYONE;
import static dev.parallax.model.Scope.Attribute.FAMILY;
import static dev.parallax.model.Scope.Attribute.HOP;
import static dev.parallax.model.Scope.Attribute.NETWORK;
import static dev.parallax.model.Scope.Attribute.OUTSIDE;
import static dev.parallax.model.Scope.Attribute.PROVIDER;
import static dev.parallax.model.Scope.Attribute.REGION;
import static dev.parallax.model.Scope.Attribute.RESOLVER;
import static dev.parallax.model.Scope.Attribute.VANTAGE;

import dev.parallax.model.Hypothesis;
import dev.parallax.model.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every cause the engine knows: what it shows, on which arms, to whom. Rates: {@link Priors}. */
final class Mechanisms {
  private Mechanisms() {}

  private static final Set<Scope.Attribute> WIDE_PLACES = Set.of(REGION, COUNTRY, NETWORK);
  private static final Set<Scope.Attribute> PLACES =
      Set.of(REGION, COUNTRY, NETWORK, VANTAGE, PROVIDER, HOP);
  private static final Set<Scope.Attribute> BANNABLE =
      Set.of(EVERYONE, OUTSIDE, REGION, COUNTRY, NETWORK, VANTAGE);
  private static final Set<Scope.Attribute> BANNED_FROM =
      Set.of(OUTSIDE, REGION, COUNTRY, NETWORK, VANTAGE);
  private static final Set<Scope.Attribute> RESOLVERS =
      Set.of(REGION, COUNTRY, NETWORK, VANTAGE, RESOLVER);

  private static final Set<Scope.Attribute> INJECTED = Set.of(REGION, COUNTRY, NETWORK, HOP);

  private static final Sight[] BROKEN_HELLO = {
    CUT_AFTER_HELLO, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE
  };
  private static final Sight[] CUT_ANYTIME = {CUT_BEFORE_HELLO, CUT_AFTER_HELLO};
  private static final Sight[] NO_CONNECTION = {CONNECT_SILENT, UNREACHABLE};
  private static final Sight[] BAD_CERTIFICATE = {
    CERT_DATE, CERT_NAME, CERT_ISSUER, CERT_OTHER, CERT_FOREIGN
  };
  private static final Sight[] HTTP_TROUBLE = {HTTP_STATUS, HTTP_BROKEN, LIMITED, FORBIDDEN};
  private static final Sight[] STALLING = {
    HTTP_BROKEN, BROKEN_HANDSHAKE, OK_SLOW, SILENT_AFTER_HELLO
  };
  private static final Sight[] LOST_PACKETS = {
    OK_LOSSY, CONNECT_SILENT, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE, HTTP_BROKEN
  };

  /** No fault: a site may want a captcha of some, or refuse them, and serve everybody else. */
  private static final List<Mechanism> CHOOSY =
      List.of(always(N0).in(HOP, VANTAGE).shows(FORBIDDEN, BLOCK_PAGE).hits(REQUESTS).share(0.02));

  /** The service: everyone, inside too. */
  private static final List<Mechanism> SERVICE =
      List.of(
          always(O1).in(EVERYONE).shows(NO_CONNECTION).hits(ANY).hits(HOST).share(0.9),
          // It went down while we looked.
          always(O1).in(EVERYONE).shows(BANNED).hits(ANY).unsureOf(HOST).share(0.1),
          always(O2).in(EVERYONE).shows(REFUSED).hits(ANY).unsureOf(OTHER_PORT),
          always(O3).in(EVERYONE).shows(BAD_CERTIFICATE).hits(NAMED).unsureOf(SHAPED).share(0.9),
          sometimes(O3).in(EVERYONE).shows(BAD_CERTIFICATE).hits(NAMED).unsureOf(SHAPED).share(0.1),
          always(O4).in(EVERYONE).shows(ALERT, ALERT_NAME).hits(ANY).unsureOf(SHAPES).share(0.5),
          always(O4).in(EVERYONE).shows(ALERT, ALERT_NAME).hits(NAMED).unsureOf(SHAPES).share(0.4),
          always(O4).in(EVERYONE).shows(BROKEN_HELLO).hits(HELLOS).unsureOf(SHAPES).share(0.1),
          always(O5).in(EVERYONE).shows(BROKEN_HELLO).hits(ANY).unsureOf(SHAPES).share(0.5),
          always(O5).in(EVERYONE).shows(BROKEN_HELLO).hits(NAMED).unsureOf(SHAPES).share(0.1),
          always(O5)
              .in(EVERYONE)
              .shows(CUT_ANYTIME)
              .hits(ANY)
              .unsureOf(SHAPES)
              .hitsEarly(DELAYED_HELLO)
              .share(0.1),
          sometimes(O5).in(EVERYONE).shows(BROKEN_HELLO).hits(ANY).unsureOf(SHAPES).share(0.25),
          sometimes(O5).in(EVERYONE).shows(CONNECT_SILENT, REFUSED).hits(ANY).share(0.05),
          always(O6).in(EVERYONE).shows(HTTP_TROUBLE).hits(REQUESTS).share(0.8),
          sometimes(O6).in(EVERYONE).shows(HTTP_TROUBLE).hits(REQUESTS).share(0.2),
          always(O8).in(EVERYONE).shows(NOT_TLS).hits(HELLOS),
          always(O9)
              .in(EVERYONE)
              .shows(ALERT_CLIENT)
              .hits(NAMED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP, CLIENT_CERTIFICATE)
              .unsureOf(SHAPES));

  /** One of several addresses, or the addresses of one family. */
  private static final List<Mechanism> ADDRESSES =
      List.of(
          always(O7)
              .in(ADDRESS, FAMILY)
              .shows(CONNECT_SILENT, REFUSED, UNREACHABLE)
              .hits(ANY)
              .share(0.3),
          always(O7).in(ADDRESS, FAMILY).shows(BROKEN_HELLO).hits(ANY).unsureOf(SHAPES).share(0.2),
          always(O7)
              .in(ADDRESS, FAMILY)
              .shows(BAD_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.3),
          always(O7).in(ADDRESS, FAMILY).shows(HTTP_TROUBLE).hits(REQUESTS).share(0.1),
          sometimes(O7).in(ADDRESS).shows(CONNECT_SILENT, CUT_AFTER_HELLO).hits(ANY).share(0.1));

  /** The edge: everyone but inside. */
  private static final List<Mechanism> EDGE =
      List.of(
          always(E1).in(OUTSIDE).shows(BROKEN_HELLO).hits(ANY).unsureOf(SHAPES).share(0.8),
          sometimes(E1).in(OUTSIDE).shows(BROKEN_HELLO).hits(ANY).unsureOf(SHAPES).share(0.2),
          always(E2).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).unsureOf(SHAPED).share(0.5),
          sometimes(E2).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).unsureOf(SHAPED).share(0.4),
          always(E2)
              .in(OUTSIDE)
              .shows(BLOCK_PAGE, FORBIDDEN, HTTP_STATUS, HTTP_BROKEN)
              .hits(REQUESTS)
              .share(0.1),
          always(E3).in(OUTSIDE).shows(NO_CONNECTION).hits(ANY).unsureOf(HOST),
          always(E4).in(OUTSIDE).shows(REFUSED).hits(ANY).unsureOf(HOST),
          always(E5)
              .in(OUTSIDE)
              .shows(CUT_ANYTIME)
              .hits(ANY)
              .unsureOf(OTHER_PORT, PLAIN_HTTP)
              .unsureOf(SHAPES)
              .hitsEarly(DELAYED_HELLO),
          always(E6)
              .in(WIDE_PLACES)
              .shows(FORBIDDEN, HTTP_STATUS, BLOCK_PAGE)
              .hits(REQUESTS)
              .share(0.75),
          always(E6)
              .in(COUNTRY, REGION)
              .shows(CONNECT_SILENT, REFUSED)
              .hits(ANY)
              .unsureOf(HOST)
              .share(0.2),
          always(E6).in(COUNTRY, REGION).shows(BROKEN_HELLO).hits(ANY).unsureOf(HOST).share(0.05),
          always(E7).in(BANNED_FROM).shows(BANNED).hits(ANY).unsureOf(HOST).share(0.7),
          sometimes(E7).in(BANNABLE).shows(TURNED_AWAY, LIMITED).hits(REQUESTS).share(0.3),
          always(E8).in(OUTSIDE).shows(BROKEN_HELLO).hits(LARGE).noticedBy(LARGE));

  /** The path: a region, a country, a network, one vantage's own way. */
  private static final List<Mechanism> PATH =
      List.of(
          always(P1)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .unsureOf(NEUTRAL)
              .share(0.75),
          always(P1)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(NEUTRAL)
              .only(RESIDUAL)
              .share(0.1),
          always(P1).in(PLACES).shows(BLOCK_PAGE, HTTP_BROKEN).hits(REQUESTS).share(0.1),
          always(P1).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).hits(NEUTRAL).share(0.05),
          sometimes(P2)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .unsureOf(NEUTRAL)
              .unsureOf(SAME_PORT_REPLAY)
              .share(0.95),
          sometimes(P2).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).hits(NEUTRAL).share(0.05),
          always(P3)
              .in(PLACES)
              .shows(CONNECT_SILENT, REFUSED)
              .hits(ANY)
              .hits(OTHER_PORT)
              .unsureOf(ICMP_ECHO),
          always(P4).in(PLACES).shows(CONNECT_SILENT, REFUSED).hits(ANY),
          always(P5)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .unsureOf(NEUTRAL)
              .share(0.8),
          sometimes(P5)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .unsureOf(NEUTRAL)
              .share(0.1),
          always(P5)
              .in(PLACES)
              .shows(CUT_ANYTIME)
              .hits(ANY)
              .unsureOf(SHAPES)
              .hitsEarly(DELAYED_HELLO)
              .share(0.1),
          always(P6)
              .in(PLACES)
              .shows(UNREACHABLE, CONNECT_SILENT)
              .hits(ANY)
              .hits(HOST)
              .hits(SIBLING_ADDRESS),
          always(P7).in(PLACES).shows(BROKEN_HELLO).hits(LARGE).noticedBy(LARGE),
          always(P8).in(PLACES).shows(CERT_FOREIGN).hits(NAMED).unsureOf(SHAPED),
          sometimes(P9).in(PLACES).shows(STALLING).hits(NAMED).unsureOf(SHAPED).share(0.5),
          sometimes(P9).in(PLACES).shows(STALLING).hits(HELLOS).share(0.5),
          sometimes(P10).in(PLACES).shows(LOST_PACKETS).hits(ANY).unsureOf(HOST));

  /** The name. */
  private static final List<Mechanism> NAME =
      List.of(
          always(D1).in(RESOLVERS).shows(NAME_UNRESOLVED).hits(LOOKED_UP).hits(HOST).share(0.3),
          always(D1)
              .in(RESOLVERS)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(HOST)
              .share(0.3),
          always(D1)
              .in(RESOLVERS)
              .shows(CERT_FOREIGN, CERT_NAME, CERT_ISSUER, HTTP_STATUS, FORBIDDEN, BLOCK_PAGE)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .share(0.3),
          always(D1)
              .in(RESOLVERS)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(SHAPES)
              .unsureOf(HOST)
              .share(0.07),
          always(D1)
              .in(RESOLVERS)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP)
              .share(0.03),
          always(D2)
              .in(INJECTED)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .hitsName(OTHER_RESOLVER)
              .only(UNGUARDED)
              .share(0.3),
          always(D2)
              .in(INJECTED)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(HOST)
              .hitsName(OTHER_RESOLVER)
              .only(UNGUARDED)
              .share(0.4),
          always(D2)
              .in(INJECTED)
              .shows(CERT_FOREIGN, CERT_NAME, CERT_ISSUER, HTTP_STATUS, FORBIDDEN, BLOCK_PAGE)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP)
              .hitsName(OTHER_RESOLVER)
              .only(UNGUARDED)
              .share(0.2),
          always(D2)
              .in(INJECTED)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(SHAPES)
              .unsureOf(HOST)
              .hitsName(OTHER_RESOLVER)
              .only(UNGUARDED)
              .share(0.1),
          always(D3)
              .in(EVERYONE, OUTSIDE)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .hitsName(OTHER_RESOLVER)
              .share(0.8),
          // Only resolvers that check signatures refuse the zone.
          always(D3)
              .in(EVERYONE, OUTSIDE)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .share(0.2));

  /** The vantage itself, when its references pass or were not asked. */
  private static final List<Mechanism> VANTAGES =
      List.of(
          always(V2)
              .in(VANTAGE)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, CONNECT_SILENT, REFUSED, CERT_FOREIGN)
              .hits(ANY)
              .unsureOf(HOST)
              .unsureOf(RESPONDER)
              .share(0.5),
          always(V2)
              .in(VANTAGE)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, CERT_FOREIGN, BLOCK_PAGE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .unsureOf(RESPONDER)
              .share(0.5),
          always(V3).in(VANTAGE).shows(CERT_DATE).hits(NAMED).unsureOf(SHAPED),
          always(V4).in(VANTAGE).shows(CERT_ISSUER).hits(NAMED).unsureOf(SHAPED),
          always(V5)
              .in(VANTAGE)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED)
              .hits(ANY)
              .hits(HOST)
              .only(IPV6),
          always(V7)
              .in(AGENT_VERSION)
              .shows(
                  CUT_AFTER_HELLO,
                  SILENT_AFTER_HELLO,
                  BROKEN_HANDSHAKE,
                  ALERT,
                  CERT_OTHER,
                  HTTP_BROKEN,
                  OTHER)
              .hits(ANY)
              .unsureOf(NEUTRAL));

  static final List<Mechanism> ALL =
      Stream.of(CHOOSY, SERVICE, ADDRESSES, EDGE, PATH, NAME, VANTAGES)
          .flatMap(List::stream)
          .toList();

  /** None of the above. */
  static final Mechanism UNKNOWN =
      Mechanism.of(U, Mechanism.Manner.ANYHOW).in(EVERYONE).shows(OTHER);

  private static Mechanism always(Hypothesis id) {
    return Mechanism.of(id, Mechanism.Manner.ALWAYS);
  }

  private static Mechanism sometimes(Hypothesis id) {
    return Mechanism.of(id, Mechanism.Manner.SOMETIMES);
  }
}
