package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.catalogue.MechanismBuilder.always;
import static dev.parallax.attribution.catalogue.MechanismBuilder.sometimes;
import static dev.parallax.attribution.catalogue.SymptomLists.BREAKS_AFTER_HELLO;
import static dev.parallax.attribution.catalogue.SymptomLists.HTTP_FAILURE;
import static dev.parallax.attribution.catalogue.SymptomLists.INVALID_CERTIFICATE;
import static dev.parallax.attribution.symptom.ArmGroups.ANY;
import static dev.parallax.attribution.symptom.ArmGroups.NAMED;
import static dev.parallax.attribution.symptom.ArmGroups.REQUESTS;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPED;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPES;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.CUT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.attribution.symptom.Symptom.UNREACHABLE;
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
              .share(0.3),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(BREAKS_AFTER_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.2),
          always(ONE_ADDRESS_BAD)
              .in(ADDRESS, FAMILY)
              .shows(INVALID_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.3),
          always(ONE_ADDRESS_BAD).in(ADDRESS, FAMILY).shows(HTTP_FAILURE).hits(REQUESTS).share(0.1),
          sometimes(ONE_ADDRESS_BAD)
              .in(ADDRESS)
              .shows(CONNECT_SILENT, CUT_AFTER_HELLO)
              .hits(ANY)
              .share(0.1));
}
