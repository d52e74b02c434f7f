package dev.parallax.attribution;

import static dev.parallax.attribution.Arms.ANY;
import static dev.parallax.attribution.Arms.LOOKED_UP;
import static dev.parallax.attribution.Arms.NAMED;
import static dev.parallax.attribution.Arms.NEUTRAL;
import static dev.parallax.attribution.Arms.RESOLVING;
import static dev.parallax.attribution.Sight.*;
import static dev.parallax.model.Arm.CONTROL_SNI;
import static dev.parallax.model.Arm.DELAYED_HELLO;
import static dev.parallax.model.Arm.NO_SNI;
import static dev.parallax.model.Arm.REAL_SNI_AT_NEUTRAL;
import static dev.parallax.model.Arm.RESPONDER;
import static dev.parallax.model.Hypothesis.*;
import static dev.parallax.model.Scope.Attribute.ADDRESS;
import static dev.parallax.model.Scope.Attribute.COUNTRY;
import static dev.parallax.model.Scope.Attribute.EVERYONE;
import static dev.parallax.model.Scope.Attribute.NETWORK;
import static dev.parallax.model.Scope.Attribute.OUTSIDE;
import static dev.parallax.model.Scope.Attribute.REGION;
import static dev.parallax.model.Scope.Attribute.VANTAGE;

import dev.parallax.model.Hypothesis;
import dev.parallax.model.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every cause the engine knows: what it shows, on which arms, to whom. Rates: {@link Priors}. */
final class Mechanisms {
  private Mechanisms() {}

  private static final Set<Scope.Attribute> PLACES = Set.of(REGION, COUNTRY, NETWORK, VANTAGE);
  private static final Set<Scope.Attribute> WIDE_PLACES = Set.of(REGION, COUNTRY, NETWORK);
  private static final Sight[] BROKEN_HELLO = {
    CUT_AFTER_HELLO, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE
  };
  private static final Sight[] BAD_CERTIFICATE = {
    CERT_DATE, CERT_NAME, CERT_ISSUER, CERT_OTHER, CERT_FOREIGN
  };

  static final List<Mechanism> ALL =
      List.of(
          // The service: everyone, inside too.
          always(O1).in(EVERYONE).shows(CONNECT_SILENT, UNREACHABLE).hits(ANY),
          always(O2).in(EVERYONE).shows(REFUSED).hits(ANY),
          always(O3).in(EVERYONE).shows(BAD_CERTIFICATE).hits(NAMED).share(0.95),
          sometimes(O3).in(EVERYONE).shows(BAD_CERTIFICATE).hits(NAMED).share(0.05),
          always(O4).in(EVERYONE).shows(ALERT, ALERT_NAME).hits(ANY).share(0.5),
          always(O4).in(EVERYONE).shows(ALERT, ALERT_NAME).hits(NAMED).share(0.5),
          always(O5).in(EVERYONE).shows(BROKEN_HELLO).hits(ANY).share(0.5),
          always(O5).in(EVERYONE).shows(BROKEN_HELLO).hits(NAMED).share(0.1),
          always(O5)
              .in(EVERYONE)
              .shows(CUT_AFTER_HELLO, CUT_BEFORE_HELLO)
              .hits(ANY)
              .hitsEarly(DELAYED_HELLO)
              .share(0.1),
          sometimes(O5).in(EVERYONE).shows(BROKEN_HELLO).hits(ANY).share(0.25),
          sometimes(O5).in(EVERYONE).shows(CONNECT_SILENT, REFUSED).hits(ANY).share(0.05),
          always(O6).in(EVERYONE).shows(HTTP_STATUS, HTTP_BROKEN).hits(NAMED).share(0.8),
          sometimes(O6).in(EVERYONE).shows(HTTP_STATUS, HTTP_BROKEN).hits(NAMED).share(0.2),
          always(O8).in(EVERYONE).shows(NOT_TLS).hits(ANY),
          always(O9).in(EVERYONE).shows(ALERT_CLIENT).hits(NAMED).unsureOf(CONTROL_SNI, NO_SNI),
          // One of several addresses.
          always(O7).in(ADDRESS).shows(CONNECT_SILENT, REFUSED, UNREACHABLE).hits(ANY).share(0.3),
          always(O7).in(ADDRESS).shows(BROKEN_HELLO).hits(ANY).share(0.2),
          always(O7).in(ADDRESS).shows(BAD_CERTIFICATE).hits(NAMED).share(0.3),
          always(O7).in(ADDRESS).shows(HTTP_STATUS, HTTP_BROKEN).hits(NAMED).share(0.1),
          sometimes(O7).in(ADDRESS).shows(CONNECT_SILENT, CUT_AFTER_HELLO).hits(ANY).share(0.1),
          // The edge: everyone but inside.
          always(E1).in(OUTSIDE).shows(BROKEN_HELLO).hits(ANY).share(0.8),
          sometimes(E1).in(OUTSIDE).shows(BROKEN_HELLO).hits(ANY).share(0.2),
          always(E2).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).share(0.5),
          sometimes(E2).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).share(0.4),
          always(E2).in(OUTSIDE).shows(BLOCK_PAGE, HTTP_BROKEN).hits(NAMED).share(0.1),
          always(E3).in(OUTSIDE).shows(CONNECT_SILENT, UNREACHABLE).hits(ANY),
          always(E4).in(OUTSIDE).shows(REFUSED).hits(ANY),
          always(E5)
              .in(OUTSIDE)
              .shows(CUT_AFTER_HELLO, CUT_BEFORE_HELLO)
              .hits(ANY)
              .hitsEarly(DELAYED_HELLO),
          always(E6).in(WIDE_PLACES).shows(HTTP_STATUS).hits(NAMED).share(0.5),
          always(E6)
              .in(WIDE_PLACES)
              .shows(CONNECT_SILENT, REFUSED, CUT_AFTER_HELLO)
              .hits(ANY)
              .share(0.05),
          // The path: a region, a country, a network, one vantage's own way.
          always(P1)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(REAL_SNI_AT_NEUTRAL, RESPONDER)
              .share(0.85),
          always(P1).in(PLACES).shows(BLOCK_PAGE, HTTP_BROKEN).hits(NAMED).share(0.1),
          always(P1).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).hits(NEUTRAL).share(0.05),
          sometimes(P2)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(NAMED)
              .unsureOf(REAL_SNI_AT_NEUTRAL, RESPONDER)
              .share(0.95),
          sometimes(P2).in(OUTSIDE).shows(BROKEN_HELLO).hits(NAMED).hits(NEUTRAL).share(0.05),
          always(P3).in(PLACES).shows(CONNECT_SILENT, REFUSED).hits(ANY),
          always(P5)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(REAL_SNI_AT_NEUTRAL, RESPONDER)
              .share(0.8),
          sometimes(P5)
              .in(PLACES)
              .shows(BROKEN_HELLO)
              .hits(ANY)
              .unsureOf(REAL_SNI_AT_NEUTRAL, RESPONDER)
              .share(0.1),
          always(P5)
              .in(PLACES)
              .shows(CUT_BEFORE_HELLO, CUT_AFTER_HELLO)
              .hits(ANY)
              .hitsEarly(DELAYED_HELLO)
              .share(0.1),
          always(P6).in(PLACES).shows(UNREACHABLE).hits(ANY).share(0.7),
          always(P6).in(PLACES).shows(CONNECT_SILENT).hits(ANY).share(0.3),
          always(P8).in(PLACES).shows(CERT_FOREIGN).hits(NAMED),
          // The name.
          always(D1).in(PLACES).shows(NAME_UNRESOLVED).hits(LOOKED_UP).share(0.3),
          always(D1)
              .in(PLACES)
              .shows(CONNECT_SILENT, UNREACHABLE, REFUSED, NOT_TLS)
              .hits(LOOKED_UP)
              .share(0.3),
          always(D1)
              .in(PLACES)
              .shows(CERT_FOREIGN, CERT_NAME, CERT_ISSUER, HTTP_STATUS, BLOCK_PAGE)
              .hits(RESOLVING)
              .share(0.3),
          always(D1)
              .in(PLACES)
              .shows(CUT_AFTER_HELLO, ALERT, ALERT_NAME)
              .hits(RESOLVING)
              .unsureOf(CONTROL_SNI, NO_SNI)
              .share(0.1),
          always(D3).in(EVERYONE, OUTSIDE).shows(NAME_UNRESOLVED).hits(LOOKED_UP),
          // The vantage itself, when its references pass or were not asked.
          always(V2)
              .in(VANTAGE)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, CONNECT_SILENT, REFUSED, CERT_FOREIGN)
              .hits(ANY)
              .unsureOf(RESPONDER)
              .share(0.5),
          always(V2)
              .in(VANTAGE)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, CERT_FOREIGN, BLOCK_PAGE)
              .hits(NAMED)
              .unsureOf(RESPONDER)
              .share(0.5),
          always(V3).in(VANTAGE).shows(CERT_DATE).hits(NAMED),
          always(V4).in(VANTAGE).shows(CERT_ISSUER).hits(NAMED));

  /** None of the above. */
  static final Mechanism UNKNOWN =
      new Mechanism(U, Mechanism.Manner.ANYHOW, 1, Set.of(EVERYONE), List.of(OTHER), Map.of());

  private static Mechanism always(Hypothesis id) {
    return new Mechanism(id, Mechanism.Manner.ALWAYS, 1, Set.of(), List.of(), Map.of());
  }

  private static Mechanism sometimes(Hypothesis id) {
    return new Mechanism(id, Mechanism.Manner.SOMETIMES, 1, Set.of(), List.of(), Map.of());
  }
}
