package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.catalogue.Mechanism.Restriction.CLEARTEXT;
import static dev.parallax.attribution.catalogue.Mechanism.Restriction.IPV4;
import static dev.parallax.attribution.catalogue.Mechanism.Restriction.IPV6;
import static dev.parallax.attribution.catalogue.Mechanism.Restriction.LATE;
import static dev.parallax.attribution.catalogue.Mechanism.Restriction.RESIDUAL;
import static dev.parallax.attribution.catalogue.MechanismBuilder.always;
import static dev.parallax.attribution.catalogue.MechanismBuilder.sometimes;
import static dev.parallax.attribution.catalogue.SymptomLists.BREAKS_AFTER_HELLO;
import static dev.parallax.attribution.catalogue.SymptomLists.CUT_AT_ANY_TIME;
import static dev.parallax.attribution.catalogue.SymptomLists.PACKET_LOSS;
import static dev.parallax.attribution.catalogue.SymptomLists.STALLS;
import static dev.parallax.attribution.symptom.ArmGroups.ANY;
import static dev.parallax.attribution.symptom.ArmGroups.HELLOS;
import static dev.parallax.attribution.symptom.ArmGroups.HOST;
import static dev.parallax.attribution.symptom.ArmGroups.LARGE;
import static dev.parallax.attribution.symptom.ArmGroups.NAMED;
import static dev.parallax.attribution.symptom.ArmGroups.NEUTRAL;
import static dev.parallax.attribution.symptom.ArmGroups.REQUESTS;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPED;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPES;
import static dev.parallax.attribution.symptom.ArmGroups.UNJUDGED;
import static dev.parallax.attribution.symptom.Symptom.BLOCK_PAGE;
import static dev.parallax.attribution.symptom.Symptom.BROKEN_HANDSHAKE;
import static dev.parallax.attribution.symptom.Symptom.CERT_FOREIGN;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.CUT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.FORBIDDEN;
import static dev.parallax.attribution.symptom.Symptom.HTTP_BROKEN;
import static dev.parallax.attribution.symptom.Symptom.OTHER_CONTENT;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.attribution.symptom.Symptom.SILENT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.UNREACHABLE;
import static dev.parallax.model.plan.Arm.DELAYED_HELLO;
import static dev.parallax.model.plan.Arm.ECH_GREASE;
import static dev.parallax.model.plan.Arm.ICMP_ECHO;
import static dev.parallax.model.plan.Arm.OTHER_PORT;
import static dev.parallax.model.plan.Arm.SAME_PORT_REPLAY;
import static dev.parallax.model.plan.Arm.SIBLING_ADDRESS;
import static dev.parallax.model.plan.Arm.TLS12;
import static dev.parallax.model.plan.Arm.TLS13;
import static dev.parallax.model.verdict.Cause.ADDRESS_BLOCK;
import static dev.parallax.model.verdict.Cause.HEAVY_LOSS;
import static dev.parallax.model.verdict.Cause.NO_ROUTE;
import static dev.parallax.model.verdict.Cause.PMTU_BLACK_HOLE;
import static dev.parallax.model.verdict.Cause.PORT_BLOCK;
import static dev.parallax.model.verdict.Cause.PROBABILISTIC_SNI_FILTER;
import static dev.parallax.model.verdict.Cause.PROTOCOL_FILTER;
import static dev.parallax.model.verdict.Cause.SNI_FILTER;
import static dev.parallax.model.verdict.Cause.THROTTLING;
import static dev.parallax.model.verdict.Cause.TLS_INTERCEPTION;
import static dev.parallax.model.verdict.Scope.Attribute.COUNTRY;
import static dev.parallax.model.verdict.Scope.Attribute.HOP;
import static dev.parallax.model.verdict.Scope.Attribute.LABEL;
import static dev.parallax.model.verdict.Scope.Attribute.NETWORK;
import static dev.parallax.model.verdict.Scope.Attribute.OUTSIDE;
import static dev.parallax.model.verdict.Scope.Attribute.PROVIDER;
import static dev.parallax.model.verdict.Scope.Attribute.REGION;
import static dev.parallax.model.verdict.Scope.Attribute.VANTAGE;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.List;
import java.util.Set;

/** The path: a region, a country, a network, a provider, a hop or the path of one vantage. */
final class PathMechanisms {
  private PathMechanisms() {}

  /** The possible places of a fault on the path. */
  private static final Set<Scope.Attribute> PLACES =
      Set.of(REGION, COUNTRY, NETWORK, VANTAGE, PROVIDER, LABEL, HOP);

  static final List<Mechanism> ALL =
      MechanismBuilder.list(
          always(SNI_FILTER)
              .in(PLACES)
              .shows(BREAKS_AFTER_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .unsureOf(NEUTRAL)
              .share(0.75),
          always(SNI_FILTER)
              .in(PLACES)
              .shows(BREAKS_AFTER_HELLO)
              .hits(ANY)
              .unsureOf(NEUTRAL)
              .only(RESIDUAL)
              .share(0.1),
          always(SNI_FILTER)
              .in(PLACES)
              .shows(BLOCK_PAGE, HTTP_BROKEN, OTHER_CONTENT)
              .hits(REQUESTS)
              .share(0.1),
          always(SNI_FILTER)
              .in(OUTSIDE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(NAMED)
              .hits(NEUTRAL)
              .share(0.05),
          sometimes(PROBABILISTIC_SNI_FILTER)
              .in(PLACES)
              .shows(BREAKS_AFTER_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .unsureOf(NEUTRAL)
              .unsureOf(SAME_PORT_REPLAY)
              .share(0.95),
          sometimes(PROBABILISTIC_SNI_FILTER)
              .in(OUTSIDE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(NAMED)
              .hits(NEUTRAL)
              .share(0.05),
          // A device that reads the packets of one address family alone.
          ofOneFamily(IPV4, SNI_FILTER).shows(BREAKS_AFTER_HELLO).hits(NAMED).unsureOf(SHAPED),
          ofOneFamily(IPV6, SNI_FILTER).shows(BREAKS_AFTER_HELLO).hits(NAMED).unsureOf(SHAPED),
          ofOneFamily(IPV4, PROTOCOL_FILTER)
              .shows(BREAKS_AFTER_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES),
          ofOneFamily(IPV6, PROTOCOL_FILTER)
              .shows(BREAKS_AFTER_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES),
          ofOneFamily(IPV4, ADDRESS_BLOCK).shows(CONNECT_SILENT, REFUSED).hits(ANY).unsureOf(HOST),
          // IPv6 alone is mostly lost at the vantage itself (V5).
          ofOneFamily(IPV6, ADDRESS_BLOCK)
              .shows(CONNECT_SILENT, REFUSED)
              .hits(ANY)
              .unsureOf(HOST)
              .share(0.01),
          // Its reset arrives after bytes of the server, which may already complete the handshake.
          always(SNI_FILTER)
              .in(PLACES)
              .only(LATE)
              .shows(CUT_AFTER_HELLO, BROKEN_HANDSHAKE, HTTP_BROKEN)
              .hits(REQUESTS)
              .unsureOf(UNJUDGED)
              .unsureOf(SHAPED)
              .unsureOf(NEUTRAL)
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
              .shows(BREAKS_AFTER_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .unsureOf(NEUTRAL)
              .share(0.8),
          // A network that answers mail connections itself.
          always(PROTOCOL_FILTER).in(PLACES).shows(FORBIDDEN).only(CLEARTEXT).hits(ANY).share(0.02),
          onlyWith(TLS12),
          onlyWith(TLS13),
          onlyWith(ECH_GREASE),
          sometimes(PROTOCOL_FILTER)
              .in(PLACES)
              .shows(BREAKS_AFTER_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .unsureOf(NEUTRAL)
              .share(0.07),
          always(PROTOCOL_FILTER)
              .in(PLACES)
              .shows(CUT_AT_ANY_TIME)
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
          always(PMTU_BLACK_HOLE).in(PLACES).shows(BREAKS_AFTER_HELLO).hits(LARGE).noticedBy(LARGE),
          // The large packets of the server are lost, whatever the client sends.
          always(PMTU_BLACK_HOLE)
              .in(PLACES)
              .shows(BROKEN_HANDSHAKE, SILENT_AFTER_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .share(0.2),
          always(TLS_INTERCEPTION).in(PLACES).shows(CERT_FOREIGN).hits(NAMED).unsureOf(SHAPED),
          sometimes(THROTTLING).in(PLACES).shows(STALLS).hits(NAMED).unsureOf(SHAPED).share(0.5),
          sometimes(THROTTLING).in(PLACES).shows(STALLS).hits(HELLOS).share(0.5),
          sometimes(HEAVY_LOSS).in(PLACES).shows(PACKET_LOSS).hits(ANY).unsureOf(HOST));

  /** Beside the mechanisms over both families, where the target has addresses of both. */
  private static MechanismBuilder ofOneFamily(Mechanism.Restriction family, Cause id) {
    return always(id).in(PLACES).only(family).unsureOf(NEUTRAL).share(0.03);
  }

  /** A filter of one version, one extension or the fingerprint of one ClientHello. */
  private static MechanismBuilder onlyWith(Arm arm) {
    return always(PROTOCOL_FILTER)
        .in(PLACES)
        .shows(BREAKS_AFTER_HELLO)
        .unsureOf(SHAPES)
        .hits(arm)
        .noticedBy(Set.of(arm))
        .share(0.01);
  }
}
