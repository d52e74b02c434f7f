package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.catalogue.Mechanism.Restriction.CLEARTEXT;
import static dev.parallax.attribution.catalogue.Mechanism.Restriction.ONE_SERVER;
import static dev.parallax.attribution.catalogue.Mechanism.Restriction.UNSEEN_SERVER;
import static dev.parallax.attribution.catalogue.MechanismBuilder.always;
import static dev.parallax.attribution.catalogue.MechanismBuilder.sometimes;
import static dev.parallax.attribution.catalogue.SymptomLists.BREAKS_AFTER_HELLO;
import static dev.parallax.attribution.catalogue.SymptomLists.HTTP_FAILURE;
import static dev.parallax.attribution.catalogue.SymptomLists.INVALID_CERTIFICATE;
import static dev.parallax.attribution.symptom.ArmGroups.ANY;
import static dev.parallax.attribution.symptom.ArmGroups.HELLOS;
import static dev.parallax.attribution.symptom.ArmGroups.NAMED;
import static dev.parallax.attribution.symptom.ArmGroups.REQUESTS;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPED;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPES;
import static dev.parallax.attribution.symptom.Symptom.ALERT;
import static dev.parallax.attribution.symptom.Symptom.ALERT_NAME;
import static dev.parallax.attribution.symptom.Symptom.BROKEN_HANDSHAKE;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.CUT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.FORBIDDEN;
import static dev.parallax.attribution.symptom.Symptom.HTTP_BROKEN;
import static dev.parallax.attribution.symptom.Symptom.HTTP_STATUS;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.attribution.symptom.Symptom.SILENT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.UNREACHABLE;
import static dev.parallax.model.plan.Arm.CONTROL_SNI;
import static dev.parallax.model.plan.Arm.DIRECT_IP;
import static dev.parallax.model.plan.Arm.NO_SNI;
import static dev.parallax.model.verdict.Cause.ONE_ADDRESS_BAD;
import static dev.parallax.model.verdict.Scope.Attribute.ADDRESS;
import static dev.parallax.model.verdict.Scope.Attribute.FAMILY;

import java.util.List;

/** Mechanisms whose scope is an address of the target or an address family. */
final class AddressMechanisms {
  private AddressMechanisms() {}

  static final List<Mechanism> ALL =
      MechanismBuilder.list(
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(CONNECT_SILENT, REFUSED, UNREACHABLE)
              .hits(ANY)
              .share(0.27),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(BREAKS_AFTER_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.18),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(INVALID_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.27),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(HTTP_FAILURE)
              .hits(REQUESTS)
              .share(0.09),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(FORBIDDEN)
              .only(CLEARTEXT)
              .hits(ANY)
              .share(0.09),
          sometimes(ONE_ADDRESS_BAD)
              .in(ADDRESS)
              .shows(CONNECT_SILENT, CUT_AFTER_HELLO)
              .hits(ANY)
              .share(0.09),
          // One of several servers behind the address, which the balancer gives a client by its
          // source address.
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS)
              .only(ONE_SERVER)
              .shows(INVALID_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.04),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS)
              .only(ONE_SERVER)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE, ALERT, ALERT_NAME)
              .hits(NAMED)
              .unsureOf(SHAPES)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP)
              .share(0.03),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS)
              .only(ONE_SERVER)
              .shows(HTTP_STATUS, HTTP_BROKEN)
              .hits(REQUESTS)
              .share(0.03),
          // The balancer may give the failing clients any server: the networks need nothing in
          // common.
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS)
              .only(UNSEEN_SERVER)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .share(0.05));
}
