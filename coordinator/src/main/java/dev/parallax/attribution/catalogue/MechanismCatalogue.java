package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.catalogue.Mechanism.Detail.IPV6;
import static dev.parallax.attribution.catalogue.Mechanism.Detail.MISLED;
import static dev.parallax.attribution.catalogue.Mechanism.Detail.RESIDUAL;
import static dev.parallax.attribution.catalogue.Mechanism.Detail.UNGUARDED;
import static dev.parallax.attribution.symptom.ArmGroups.ANY;
import static dev.parallax.attribution.symptom.ArmGroups.HELLOS;
import static dev.parallax.attribution.symptom.ArmGroups.HOST;
import static dev.parallax.attribution.symptom.ArmGroups.LARGE;
import static dev.parallax.attribution.symptom.ArmGroups.LOOKED_UP;
import static dev.parallax.attribution.symptom.ArmGroups.NAMED;
import static dev.parallax.attribution.symptom.ArmGroups.NEUTRAL;
import static dev.parallax.attribution.symptom.ArmGroups.REQUESTS;
import static dev.parallax.attribution.symptom.ArmGroups.RESOLVING;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPED;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPES;
import static dev.parallax.attribution.symptom.Symptom.ALERT;
import static dev.parallax.attribution.symptom.Symptom.ALERT_CLIENT;
import static dev.parallax.attribution.symptom.Symptom.ALERT_NAME;
import static dev.parallax.attribution.symptom.Symptom.BANNED;
import static dev.parallax.attribution.symptom.Symptom.BLOCK_PAGE;
import static dev.parallax.attribution.symptom.Symptom.BROKEN_HANDSHAKE;
import static dev.parallax.attribution.symptom.Symptom.CERT_DATE;
import static dev.parallax.attribution.symptom.Symptom.CERT_FOREIGN;
import static dev.parallax.attribution.symptom.Symptom.CERT_ISSUER;
import static dev.parallax.attribution.symptom.Symptom.CERT_NAME;
import static dev.parallax.attribution.symptom.Symptom.CERT_OTHER;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.CUT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.CUT_BEFORE_HELLO;
import static dev.parallax.attribution.symptom.Symptom.FORBIDDEN;
import static dev.parallax.attribution.symptom.Symptom.HTTP_BROKEN;
import static dev.parallax.attribution.symptom.Symptom.HTTP_STATUS;
import static dev.parallax.attribution.symptom.Symptom.LIMITED;
import static dev.parallax.attribution.symptom.Symptom.NAME_UNRESOLVED;
import static dev.parallax.attribution.symptom.Symptom.NOT_TLS;
import static dev.parallax.attribution.symptom.Symptom.OK_LOSSY;
import static dev.parallax.attribution.symptom.Symptom.OK_SLOW;
import static dev.parallax.attribution.symptom.Symptom.OTHER;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.attribution.symptom.Symptom.SILENT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.TURNED_AWAY;
import static dev.parallax.attribution.symptom.Symptom.UNREACHABLE;
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
import static dev.parallax.model.Cause.ADDRESS_BLOCK;
import static dev.parallax.model.Cause.AGENT_DEFECT;
import static dev.parallax.model.Cause.CA_BUNDLE_MISSING_OR_OLD;
import static dev.parallax.model.Cause.CERTIFICATE_INVALID;
import static dev.parallax.model.Cause.CLOCK_WRONG;
import static dev.parallax.model.Cause.DNS_INJECTION;
import static dev.parallax.model.Cause.EDGE_BLOCKS_SOME_CLIENTS;
import static dev.parallax.model.Cause.EDGE_BREAKS_EVERY_HANDSHAKE;
import static dev.parallax.model.Cause.EDGE_DROPS_CONNECTIONS;
import static dev.parallax.model.Cause.EDGE_NAME_POLICY;
import static dev.parallax.model.Cause.EDGE_RATE_LIMIT;
import static dev.parallax.model.Cause.EDGE_REFUSES_CONNECTIONS;
import static dev.parallax.model.Cause.EDGE_REPLY_PATH_CAPTURED;
import static dev.parallax.model.Cause.EDGE_SIZE_POLICY;
import static dev.parallax.model.Cause.HEALTHY;
import static dev.parallax.model.Cause.HEAVY_LOSS;
import static dev.parallax.model.Cause.HOST_DOWN;
import static dev.parallax.model.Cause.HTTP_ERROR;
import static dev.parallax.model.Cause.IPV6_BROKEN;
import static dev.parallax.model.Cause.LOCAL_INTERCEPTION;
import static dev.parallax.model.Cause.NO_ROUTE;
import static dev.parallax.model.Cause.NO_SHARED_TLS_PARAMETERS;
import static dev.parallax.model.Cause.ONE_ADDRESS_BAD;
import static dev.parallax.model.Cause.PMTU_BLACK_HOLE;
import static dev.parallax.model.Cause.PORT_BLOCK;
import static dev.parallax.model.Cause.PORT_NOT_LISTENING;
import static dev.parallax.model.Cause.PROBABILISTIC_SNI_FILTER;
import static dev.parallax.model.Cause.PROTOCOL_FILTER;
import static dev.parallax.model.Cause.REQUIRES_SOMETHING_OF_THE_CLIENT;
import static dev.parallax.model.Cause.RESOLVER_LIES_OR_FAILS;
import static dev.parallax.model.Cause.SERVICE_ABORTS_OR_STALLS;
import static dev.parallax.model.Cause.SNI_FILTER;
import static dev.parallax.model.Cause.THROTTLING;
import static dev.parallax.model.Cause.TLS_INTERCEPTION;
import static dev.parallax.model.Cause.WRONG_PROTOCOL;
import static dev.parallax.model.Cause.ZONE_FAULT;
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

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.Cause;
import dev.parallax.model.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every cause the engine knows: what it shows, on which arms, to whom. Rates: {@link Priors}. */
public final class MechanismCatalogue {
  private MechanismCatalogue() {}

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

  private static final Symptom[] BROKEN_HELLO = {
    CUT_AFTER_HELLO, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE
  };
  private static final Symptom[] CUT_ANYTIME = {CUT_BEFORE_HELLO, CUT_AFTER_HELLO};
  private static final Symptom[] NO_CONNECTION = {CONNECT_SILENT, UNREACHABLE};
  private static final Symptom[] BAD_CERTIFICATE = {
    CERT_DATE, CERT_NAME, CERT_ISSUER, CERT_OTHER, CERT_FOREIGN
  };
  private static final Symptom[] HTTP_TROUBLE = {HTTP_STATUS, HTTP_BROKEN, LIMITED, FORBIDDEN};
  private static final Symptom[] STALLING = {
    HTTP_BROKEN, BROKEN_HANDSHAKE, OK_SLOW, SILENT_AFTER_HELLO
  };
  private static final Symptom[] LOST_PACKETS = {
    OK_LOSSY, CONNECT_SILENT, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE, HTTP_BROKEN
  };

  /** No fault: a site may want a captcha of some, or refuse them, and serve everybody else. */
  private static final List<Mechanism> CHOOSY =
      List.of(
          always(HEALTHY).in(HOP, VANTAGE).shows(FORBIDDEN, BLOCK_PAGE).hits(REQUESTS).share(0.02));

  /** The service: everyone, inside too. */
  private static final List<Mechanism> SERVICE =
      List.of(
          always(HOST_DOWN).in(EVERYONE).shows(NO_CONNECTION).hits(ANY).hits(HOST).share(0.9),
          // It went down while we looked.
          always(HOST_DOWN).in(EVERYONE).shows(BANNED).hits(ANY).unsureOf(HOST).share(0.1),
          always(PORT_NOT_LISTENING).in(EVERYONE).shows(REFUSED).hits(ANY).unsureOf(OTHER_PORT),
          always(CERTIFICATE_INVALID)
              .in(EVERYONE)
              .shows(BAD_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.9),
          sometimes(CERTIFICATE_INVALID)
              .in(EVERYONE)
              .shows(BAD_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.1),
          always(NO_SHARED_TLS_PARAMETERS)
              .in(EVERYONE)
              .shows(ALERT, ALERT_NAME)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.5),
          always(NO_SHARED_TLS_PARAMETERS)
              .in(EVERYONE)
              .shows(ALERT, ALERT_NAME)
              .hits(NAMED)
              .unsureOf(SHAPES)
              .share(0.4),
          always(NO_SHARED_TLS_PARAMETERS)
              .in(EVERYONE)
              .shows(BROKEN_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .share(0.1),
          always(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.5),
          always(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPES)
              .share(0.1),
          always(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(CUT_ANYTIME)
              .hits(ANY)
              .unsureOf(SHAPES)
              .hitsEarly(DELAYED_HELLO)
              .share(0.1),
          sometimes(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.25),
          sometimes(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(CONNECT_SILENT, REFUSED)
              .hits(ANY)
              .share(0.05),
          always(HTTP_ERROR).in(EVERYONE).shows(HTTP_TROUBLE).hits(REQUESTS).share(0.8),
          sometimes(HTTP_ERROR).in(EVERYONE).shows(HTTP_TROUBLE).hits(REQUESTS).share(0.2),
          always(WRONG_PROTOCOL).in(EVERYONE).shows(NOT_TLS).hits(HELLOS),
          always(REQUIRES_SOMETHING_OF_THE_CLIENT)
              .in(EVERYONE)
              .shows(ALERT_CLIENT)
              .hits(NAMED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP, CLIENT_CERTIFICATE)
              .unsureOf(SHAPES));

  /** One of several addresses, or the addresses of one family. */
  private static final List<Mechanism> ADDRESSES =
      List.of(
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(CONNECT_SILENT, REFUSED, UNREACHABLE)
              .hits(ANY)
              .share(0.3),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.2),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(BAD_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.3),
          always(ONE_ADDRESS_BAD).in(ADDRESS, FAMILY).shows(HTTP_TROUBLE).hits(REQUESTS).share(0.1),
          sometimes(ONE_ADDRESS_BAD)
              .in(ADDRESS)
              .shows(CONNECT_SILENT, CUT_AFTER_HELLO)
              .hits(ANY)
              .share(0.1));

  /** The edge: everyone but inside. */
  private static final List<Mechanism> EDGE =
      List.of(
          always(EDGE_BREAKS_EVERY_HANDSHAKE)
              .in(OUTSIDE)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.8),
          sometimes(EDGE_BREAKS_EVERY_HANDSHAKE)
              .in(OUTSIDE)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.2),
          always(EDGE_NAME_POLICY)
              .in(OUTSIDE)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.5),
          sometimes(EDGE_NAME_POLICY)
              .in(OUTSIDE)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.4),
          always(EDGE_NAME_POLICY)
              .in(OUTSIDE)
              .shows(BLOCK_PAGE, FORBIDDEN, HTTP_STATUS, HTTP_BROKEN)
              .hits(REQUESTS)
              .share(0.1),
          always(EDGE_DROPS_CONNECTIONS).in(OUTSIDE).shows(NO_CONNECTION).hits(ANY).unsureOf(HOST),
          always(EDGE_REFUSES_CONNECTIONS).in(OUTSIDE).shows(REFUSED).hits(ANY).unsureOf(HOST),
          always(EDGE_REPLY_PATH_CAPTURED)
              .in(OUTSIDE)
              .shows(CUT_ANYTIME)
              .hits(ANY)
              .unsureOf(OTHER_PORT, PLAIN_HTTP)
              .unsureOf(SHAPES)
              .hitsEarly(DELAYED_HELLO),
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(WIDE_PLACES)
              .shows(FORBIDDEN, HTTP_STATUS, BLOCK_PAGE)
              .hits(REQUESTS)
              .share(0.75),
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(COUNTRY, REGION)
              .shows(CONNECT_SILENT, REFUSED)
              .hits(ANY)
              .unsureOf(HOST)
              .share(0.2),
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(COUNTRY, REGION)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(HOST)
              .share(0.05),
          always(EDGE_RATE_LIMIT).in(BANNED_FROM).shows(BANNED).hits(ANY).unsureOf(HOST).share(0.7),
          sometimes(EDGE_RATE_LIMIT)
              .in(BANNABLE)
              .shows(TURNED_AWAY, LIMITED)
              .hits(REQUESTS)
              .share(0.3),
          always(EDGE_SIZE_POLICY).in(OUTSIDE).shows(BROKEN_HELLO).hits(LARGE).noticedBy(LARGE));

  /** The path: a region, a country, a network, one vantage's own way. */
  private static final List<Mechanism> PATH =
      List.of(
          always(SNI_FILTER)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .unsureOf(NEUTRAL)
              .share(0.75),
          always(SNI_FILTER)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(NEUTRAL)
              .only(RESIDUAL)
              .share(0.1),
          always(SNI_FILTER).in(PLACES).shows(BLOCK_PAGE, HTTP_BROKEN).hits(REQUESTS).share(0.1),
          always(SNI_FILTER).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).hits(NEUTRAL).share(0.05),
          sometimes(PROBABILISTIC_SNI_FILTER)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .unsureOf(NEUTRAL)
              .unsureOf(SAME_PORT_REPLAY)
              .share(0.95),
          sometimes(PROBABILISTIC_SNI_FILTER)
              .in(OUTSIDE)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .hits(NEUTRAL)
              .share(0.05),
          always(ADDRESS_BLOCK)
              .in(PLACES)
              .shows(CONNECT_SILENT, REFUSED)
              .hits(ANY)
              .hits(OTHER_PORT)
              .unsureOf(ICMP_ECHO),
          always(PORT_BLOCK).in(PLACES).shows(CONNECT_SILENT, REFUSED).hits(ANY),
          always(PROTOCOL_FILTER)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .unsureOf(NEUTRAL)
              .share(0.8),
          sometimes(PROTOCOL_FILTER)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .unsureOf(NEUTRAL)
              .share(0.1),
          always(PROTOCOL_FILTER)
              .in(PLACES)
              .shows(CUT_ANYTIME)
              .hits(ANY)
              .unsureOf(SHAPES)
              .hitsEarly(DELAYED_HELLO)
              .share(0.1),
          always(NO_ROUTE)
              .in(PLACES)
              .shows(UNREACHABLE, CONNECT_SILENT)
              .hits(ANY)
              .hits(HOST)
              .hits(SIBLING_ADDRESS),
          always(PMTU_BLACK_HOLE).in(PLACES).shows(BROKEN_HELLO).hits(LARGE).noticedBy(LARGE),
          always(TLS_INTERCEPTION).in(PLACES).shows(CERT_FOREIGN).hits(NAMED).unsureOf(SHAPED),
          sometimes(THROTTLING).in(PLACES).shows(STALLING).hits(NAMED).unsureOf(SHAPED).share(0.5),
          sometimes(THROTTLING).in(PLACES).shows(STALLING).hits(HELLOS).share(0.5),
          sometimes(HEAVY_LOSS).in(PLACES).shows(LOST_PACKETS).hits(ANY).unsureOf(HOST));

  /** The name. */
  private static final List<Mechanism> NAME =
      List.of(
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVERS)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .share(0.3),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVERS)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(HOST)
              .share(0.3),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVERS)
              .shows(CERT_FOREIGN, CERT_NAME, CERT_ISSUER, HTTP_STATUS, FORBIDDEN, BLOCK_PAGE)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .share(0.3),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVERS)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(SHAPES)
              .unsureOf(HOST)
              .share(0.07),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVERS)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP)
              .share(0.03),
          always(DNS_INJECTION)
              .in(INJECTED)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .hitsName(OTHER_RESOLVER)
              .only(UNGUARDED)
              .share(0.3),
          always(DNS_INJECTION)
              .in(INJECTED)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(HOST)
              .hitsName(OTHER_RESOLVER)
              .only(UNGUARDED)
              .share(0.4),
          always(DNS_INJECTION)
              .in(INJECTED)
              .shows(CERT_FOREIGN, CERT_NAME, CERT_ISSUER, HTTP_STATUS, FORBIDDEN, BLOCK_PAGE)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP)
              .hitsName(OTHER_RESOLVER)
              .only(UNGUARDED)
              .share(0.2),
          always(DNS_INJECTION)
              .in(INJECTED)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(SHAPES)
              .unsureOf(HOST)
              .hitsName(OTHER_RESOLVER)
              .only(UNGUARDED)
              .share(0.1),
          always(ZONE_FAULT)
              .in(EVERYONE, OUTSIDE)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .hitsName(OTHER_RESOLVER)
              .share(0.8),
          // Only resolvers that check signatures refuse the zone.
          always(ZONE_FAULT)
              .in(EVERYONE, OUTSIDE)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .share(0.2));

  /** The vantage itself, when its references pass or were not asked. */
  private static final List<Mechanism> VANTAGES =
      List.of(
          always(LOCAL_INTERCEPTION)
              .in(VANTAGE)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, CONNECT_SILENT, REFUSED, CERT_FOREIGN)
              .hits(ANY)
              .unsureOf(HOST)
              .unsureOf(RESPONDER)
              .share(0.5),
          always(LOCAL_INTERCEPTION)
              .in(VANTAGE)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, CERT_FOREIGN, BLOCK_PAGE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .unsureOf(RESPONDER)
              .share(0.5),
          always(CLOCK_WRONG).in(VANTAGE).shows(CERT_DATE).hits(NAMED).unsureOf(SHAPED),
          always(CA_BUNDLE_MISSING_OR_OLD)
              .in(VANTAGE)
              .shows(CERT_ISSUER)
              .hits(NAMED)
              .unsureOf(SHAPED),
          always(IPV6_BROKEN)
              .in(VANTAGE)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED)
              .hits(ANY)
              .hits(HOST)
              .only(IPV6),
          always(AGENT_DEFECT)
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

  public static final List<Mechanism> ALL =
      Stream.of(CHOOSY, SERVICE, ADDRESSES, EDGE, PATH, NAME, VANTAGES)
          .flatMap(List::stream)
          .toList();

  /** None of the above. */
  public static final Mechanism UNKNOWN =
      Mechanism.of(Cause.UNKNOWN, Mechanism.Manner.ANYHOW).in(EVERYONE).shows(OTHER);

  private static Mechanism always(Cause id) {
    return Mechanism.of(id, Mechanism.Manner.ALWAYS);
  }

  private static Mechanism sometimes(Cause id) {
    return Mechanism.of(id, Mechanism.Manner.SOMETIMES);
  }
}
