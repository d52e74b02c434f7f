package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.catalogue.Mechanism.Restriction.CLEARTEXT;
import static dev.parallax.attribution.catalogue.Mechanism.Restriction.MISLED;
import static dev.parallax.attribution.catalogue.Mechanism.Restriction.UNGUARDED;
import static dev.parallax.attribution.catalogue.MechanismBuilder.always;
import static dev.parallax.attribution.symptom.ArmGroups.HOST;
import static dev.parallax.attribution.symptom.ArmGroups.LOOKED_UP;
import static dev.parallax.attribution.symptom.ArmGroups.RESOLVING;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPED;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPES;
import static dev.parallax.attribution.symptom.Symptom.ALERT;
import static dev.parallax.attribution.symptom.Symptom.ALERT_NAME;
import static dev.parallax.attribution.symptom.Symptom.BLOCK_PAGE;
import static dev.parallax.attribution.symptom.Symptom.CERT_DATE;
import static dev.parallax.attribution.symptom.Symptom.CERT_FOREIGN;
import static dev.parallax.attribution.symptom.Symptom.CERT_ISSUER;
import static dev.parallax.attribution.symptom.Symptom.CERT_NAME;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.CUT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.FORBIDDEN;
import static dev.parallax.attribution.symptom.Symptom.HTTP_STATUS;
import static dev.parallax.attribution.symptom.Symptom.NAME_UNRESOLVED;
import static dev.parallax.attribution.symptom.Symptom.NOT_TLS;
import static dev.parallax.attribution.symptom.Symptom.OTHER_CONTENT;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.attribution.symptom.Symptom.UNREACHABLE;
import static dev.parallax.model.plan.Arm.AUTHORITATIVE;
import static dev.parallax.model.plan.Arm.CONTROL_SNI;
import static dev.parallax.model.plan.Arm.DIRECT_IP;
import static dev.parallax.model.plan.Arm.NO_SNI;
import static dev.parallax.model.plan.Arm.OTHER_RESOLVER;
import static dev.parallax.model.verdict.Cause.DNS_INJECTION;
import static dev.parallax.model.verdict.Cause.RESOLVER_LIES_OR_FAILS;
import static dev.parallax.model.verdict.Cause.ZONE_FAULT;
import static dev.parallax.model.verdict.Scope.Attribute.COUNTRY;
import static dev.parallax.model.verdict.Scope.Attribute.EVERYONE;
import static dev.parallax.model.verdict.Scope.Attribute.HOP;
import static dev.parallax.model.verdict.Scope.Attribute.NETWORK;
import static dev.parallax.model.verdict.Scope.Attribute.OUTSIDE;
import static dev.parallax.model.verdict.Scope.Attribute.REGION;
import static dev.parallax.model.verdict.Scope.Attribute.RESOLVER;
import static dev.parallax.model.verdict.Scope.Attribute.VANTAGE;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.verdict.Scope;
import java.util.List;
import java.util.Set;

/** The resolution of the name: by resolver, by path or for everyone. */
final class NameMechanisms {
  private NameMechanisms() {}

  /** The vantages that a resolver may serve. */
  private static final Set<Scope.Attribute> RESOLVER_CLIENTS =
      Set.of(REGION, COUNTRY, NETWORK, VANTAGE, RESOLVER);

  /** Where a forged answer may be injected. */
  private static final Set<Scope.Attribute> INJECTION_PLACES =
      Set.of(REGION, COUNTRY, NETWORK, HOP);

  static final List<Mechanism> ALL =
      MechanismBuilder.list(
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVER_CLIENTS)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .share(0.3),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVER_CLIENTS)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(HOST)
              .share(0.3),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVER_CLIENTS)
              .shows(
                  CERT_FOREIGN,
                  CERT_NAME,
                  CERT_ISSUER,
                  CERT_DATE,
                  HTTP_STATUS,
                  FORBIDDEN,
                  BLOCK_PAGE,
                  OTHER_CONTENT)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .share(0.3),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVER_CLIENTS)
              .shows(FORBIDDEN)
              .only(CLEARTEXT)
              .only(MISLED)
              .hits(LOOKED_UP)
              .share(0.1),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVER_CLIENTS)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(SHAPES)
              .unsureOf(HOST)
              .share(0.07),
          always(RESOLVER_LIES_OR_FAILS)
              .in(RESOLVER_CLIENTS)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP)
              .share(0.03),
          always(DNS_INJECTION)
              .in(INJECTION_PLACES)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .hitsName(OTHER_RESOLVER, AUTHORITATIVE)
              .only(UNGUARDED)
              .share(0.3),
          always(DNS_INJECTION)
              .in(INJECTION_PLACES)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(HOST)
              .hitsName(OTHER_RESOLVER, AUTHORITATIVE)
              .only(UNGUARDED)
              .share(0.4),
          always(DNS_INJECTION)
              .in(INJECTION_PLACES)
              .shows(
                  CERT_FOREIGN,
                  CERT_NAME,
                  CERT_ISSUER,
                  HTTP_STATUS,
                  FORBIDDEN,
                  BLOCK_PAGE,
                  OTHER_CONTENT)
              .only(MISLED)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP)
              .hitsName(OTHER_RESOLVER, AUTHORITATIVE)
              .only(UNGUARDED)
              .share(0.2),
          always(DNS_INJECTION)
              .in(INJECTION_PLACES)
              .shows(FORBIDDEN)
              .only(CLEARTEXT)
              .only(MISLED)
              .hits(LOOKED_UP)
              .hitsName(OTHER_RESOLVER, AUTHORITATIVE)
              .only(UNGUARDED)
              .share(0.1),
          always(DNS_INJECTION)
              .in(INJECTION_PLACES)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .only(MISLED)
              .hits(LOOKED_UP)
              .unsureOf(SHAPES)
              .unsureOf(HOST)
              .hitsName(OTHER_RESOLVER, AUTHORITATIVE)
              .only(UNGUARDED)
              .share(0.1),
          always(ZONE_FAULT)
              .in(EVERYONE, OUTSIDE)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .hitsName(OTHER_RESOLVER, AUTHORITATIVE)
              .share(0.54),
          // Only resolvers that check signatures refuse the zone.
          always(ZONE_FAULT)
              .in(EVERYONE, OUTSIDE)
              .shows(NAME_UNRESOLVED)
              .hits(LOOKED_UP)
              .hits(HOST)
              .share(0.13),
          zoneByPlace(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .in(REGION, COUNTRY)
              .hits(LOOKED_UP)
              .unsureOf(HOST)
              .share(0.12),
          zoneByPlace(
                  CERT_FOREIGN,
                  CERT_NAME,
                  CERT_ISSUER,
                  CERT_DATE,
                  HTTP_STATUS,
                  FORBIDDEN,
                  OTHER_CONTENT)
              .in(REGION, COUNTRY)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .share(0.12),
          zoneByPlace(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .in(REGION, COUNTRY)
              .hits(LOOKED_UP)
              .unsureOf(SHAPES)
              .unsureOf(HOST)
              .share(0.06),
          zoneByPlace(FORBIDDEN).only(CLEARTEXT).in(REGION, COUNTRY).hits(LOOKED_UP).share(0.06),
          // Zones answer by region; by single networks and resolvers rarely.
          zoneByPlace(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .in(NETWORK, RESOLVER)
              .hits(LOOKED_UP)
              .unsureOf(HOST)
              .share(0.003),
          zoneByPlace(
                  CERT_FOREIGN,
                  CERT_NAME,
                  CERT_ISSUER,
                  CERT_DATE,
                  HTTP_STATUS,
                  FORBIDDEN,
                  OTHER_CONTENT)
              .in(NETWORK, RESOLVER)
              .hits(RESOLVING)
              .unsureOf(SHAPED)
              .share(0.003),
          zoneByPlace(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .in(NETWORK, RESOLVER)
              .hits(LOOKED_UP)
              .unsureOf(SHAPES)
              .unsureOf(HOST)
              .share(0.0015),
          zoneByPlace(FORBIDDEN)
              .only(CLEARTEXT)
              .in(NETWORK, RESOLVER)
              .hits(LOOKED_UP)
              .share(0.0015));

  /**
   * The zone gives some clients an address that does not work. A public resolver answers for the
   * client's place or for its own.
   */
  private static MechanismBuilder zoneByPlace(Symptom... symptoms) {
    return always(ZONE_FAULT)
        .shows(symptoms)
        .only(MISLED)
        .hitsName(AUTHORITATIVE)
        .unsureOf(OTHER_RESOLVER);
  }
}
