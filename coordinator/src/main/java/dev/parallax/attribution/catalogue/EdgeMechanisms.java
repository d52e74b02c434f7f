package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.catalogue.Mechanism.Restriction.CLEARTEXT;
import static dev.parallax.attribution.catalogue.MechanismBuilder.always;
import static dev.parallax.attribution.catalogue.MechanismBuilder.sometimes;
import static dev.parallax.attribution.catalogue.SymptomLists.BREAKS_AFTER_HELLO;
import static dev.parallax.attribution.catalogue.SymptomLists.CUT_AT_ANY_TIME;
import static dev.parallax.attribution.catalogue.SymptomLists.HOST_UNREACHED;
import static dev.parallax.attribution.symptom.ArmGroups.ANY;
import static dev.parallax.attribution.symptom.ArmGroups.HOST;
import static dev.parallax.attribution.symptom.ArmGroups.LARGE;
import static dev.parallax.attribution.symptom.ArmGroups.NAMED;
import static dev.parallax.attribution.symptom.ArmGroups.REQUESTS;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPED;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPES;
import static dev.parallax.attribution.symptom.Symptom.BANNED;
import static dev.parallax.attribution.symptom.Symptom.BLOCK_PAGE;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.FORBIDDEN;
import static dev.parallax.attribution.symptom.Symptom.HTTP_BROKEN;
import static dev.parallax.attribution.symptom.Symptom.HTTP_STATUS;
import static dev.parallax.attribution.symptom.Symptom.LIMITED;
import static dev.parallax.attribution.symptom.Symptom.OTHER_CONTENT;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.attribution.symptom.Symptom.TURNED_AWAY;
import static dev.parallax.model.plan.Arm.DELAYED_HELLO;
import static dev.parallax.model.plan.Arm.OTHER_PORT;
import static dev.parallax.model.plan.Arm.PLAIN_HTTP;
import static dev.parallax.model.verdict.Cause.EDGE_BLOCKS_SOME_CLIENTS;
import static dev.parallax.model.verdict.Cause.EDGE_BREAKS_EVERY_HANDSHAKE;
import static dev.parallax.model.verdict.Cause.EDGE_DROPS_CONNECTIONS;
import static dev.parallax.model.verdict.Cause.EDGE_NAME_POLICY;
import static dev.parallax.model.verdict.Cause.EDGE_RATE_LIMIT;
import static dev.parallax.model.verdict.Cause.EDGE_REFUSES_CONNECTIONS;
import static dev.parallax.model.verdict.Cause.EDGE_REPLY_PATH_CAPTURED;
import static dev.parallax.model.verdict.Cause.EDGE_SIZE_POLICY;
import static dev.parallax.model.verdict.Scope.Attribute.COUNTRY;
import static dev.parallax.model.verdict.Scope.Attribute.EVERYONE;
import static dev.parallax.model.verdict.Scope.Attribute.LABEL;
import static dev.parallax.model.verdict.Scope.Attribute.NETWORK;
import static dev.parallax.model.verdict.Scope.Attribute.OUTSIDE;
import static dev.parallax.model.verdict.Scope.Attribute.PROVIDER;
import static dev.parallax.model.verdict.Scope.Attribute.REGION;
import static dev.parallax.model.verdict.Scope.Attribute.VANTAGE;

import dev.parallax.model.verdict.Scope;
import java.util.List;
import java.util.Set;

/** The edge in front of the origin: every outside vantage is affected, no inside vantage. */
final class EdgeMechanisms {
  private EdgeMechanisms() {}

  /** Scopes of a refusal by the service that depends on the client. */
  private static final Set<Scope.Attribute> AREAS =
      Set.of(REGION, COUNTRY, NETWORK, PROVIDER, LABEL);

  /** Scopes of a rate limit. */
  private static final Set<Scope.Attribute> RATE_LIMITED =
      Set.of(EVERYONE, OUTSIDE, REGION, COUNTRY, NETWORK, VANTAGE);

  /** Scopes of a ban: a ban of every vantage cannot be distinguished from an outage. */
  private static final Set<Scope.Attribute> BANNED_AREAS =
      Set.of(OUTSIDE, REGION, COUNTRY, NETWORK, VANTAGE);

  static final List<Mechanism> ALL =
      MechanismBuilder.list(
          always(EDGE_BREAKS_EVERY_HANDSHAKE)
              .in(OUTSIDE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.8),
          sometimes(EDGE_BREAKS_EVERY_HANDSHAKE)
              .in(OUTSIDE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.2),
          always(EDGE_NAME_POLICY)
              .in(OUTSIDE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.5),
          sometimes(EDGE_NAME_POLICY)
              .in(OUTSIDE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.4),
          always(EDGE_NAME_POLICY)
              .in(OUTSIDE)
              .shows(BLOCK_PAGE, FORBIDDEN, HTTP_STATUS, HTTP_BROKEN)
              .hits(REQUESTS)
              .share(0.1),
          always(EDGE_DROPS_CONNECTIONS).in(OUTSIDE).shows(HOST_UNREACHED).hits(ANY).unsureOf(HOST),
          always(EDGE_REFUSES_CONNECTIONS).in(OUTSIDE).shows(REFUSED).hits(ANY).unsureOf(HOST),
          always(EDGE_REPLY_PATH_CAPTURED)
              .in(OUTSIDE)
              .shows(CUT_AT_ANY_TIME)
              .hits(ANY)
              .unsureOf(OTHER_PORT, PLAIN_HTTP)
              .unsureOf(SHAPES)
              .hitsEarly(DELAYED_HELLO),
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(AREAS)
              .shows(FORBIDDEN, HTTP_STATUS)
              .hits(REQUESTS)
              .share(0.7),
          // Mail servers refuse single addresses, by lists of them; of such targets this is the
          // whole rate.
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(REGION, COUNTRY, NETWORK, PROVIDER, LABEL, VANTAGE)
              .shows(FORBIDDEN)
              .only(CLEARTEXT)
              .hits(ANY)
              .share(0.95),
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(OUTSIDE)
              .shows(FORBIDDEN)
              .only(CLEARTEXT)
              .hits(ANY)
              .share(0.05),
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(AREAS)
              .shows(OTHER_CONTENT)
              .hits(REQUESTS)
              .share(0.05),
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(COUNTRY, REGION)
              .shows(CONNECT_SILENT, REFUSED)
              .hits(ANY)
              .unsureOf(HOST)
              .share(0.2),
          always(EDGE_BLOCKS_SOME_CLIENTS)
              .in(COUNTRY, REGION)
              .shows(BREAKS_AFTER_HELLO)
              .hits(ANY)
              .unsureOf(HOST)
              .share(0.05),
          always(EDGE_RATE_LIMIT)
              .in(BANNED_AREAS)
              .shows(BANNED)
              .hits(ANY)
              .unsureOf(HOST)
              .share(0.7),
          sometimes(EDGE_RATE_LIMIT)
              .in(RATE_LIMITED)
              .shows(TURNED_AWAY, LIMITED)
              .hits(REQUESTS)
              .share(0.3),
          // The limit of connections from one client, or greylisting.
          sometimes(EDGE_RATE_LIMIT)
              .in(RATE_LIMITED)
              .shows(FORBIDDEN)
              .only(CLEARTEXT)
              .hits(ANY)
              .share(0.1),
          always(EDGE_SIZE_POLICY)
              .in(OUTSIDE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(LARGE)
              .noticedBy(LARGE));
}
