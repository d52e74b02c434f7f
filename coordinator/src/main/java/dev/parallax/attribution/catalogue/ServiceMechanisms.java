package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.catalogue.Mechanism.Restriction.CLEARTEXT;
import static dev.parallax.attribution.catalogue.MechanismBuilder.always;
import static dev.parallax.attribution.catalogue.MechanismBuilder.sometimes;
import static dev.parallax.attribution.catalogue.SymptomLists.BREAKS_AFTER_HELLO;
import static dev.parallax.attribution.catalogue.SymptomLists.CUT_AT_ANY_TIME;
import static dev.parallax.attribution.catalogue.SymptomLists.HOST_UNREACHED;
import static dev.parallax.attribution.catalogue.SymptomLists.HTTP_FAILURE;
import static dev.parallax.attribution.catalogue.SymptomLists.INVALID_CERTIFICATE;
import static dev.parallax.attribution.symptom.ArmGroups.ANY;
import static dev.parallax.attribution.symptom.ArmGroups.HELLOS;
import static dev.parallax.attribution.symptom.ArmGroups.HOST;
import static dev.parallax.attribution.symptom.ArmGroups.LARGE;
import static dev.parallax.attribution.symptom.ArmGroups.NAMED;
import static dev.parallax.attribution.symptom.ArmGroups.REQUESTS;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPED;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPES;
import static dev.parallax.attribution.symptom.Symptom.ALERT;
import static dev.parallax.attribution.symptom.Symptom.ALERT_CLIENT;
import static dev.parallax.attribution.symptom.Symptom.ALERT_NAME;
import static dev.parallax.attribution.symptom.Symptom.BANNED;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.FORBIDDEN;
import static dev.parallax.attribution.symptom.Symptom.NOT_TLS;
import static dev.parallax.attribution.symptom.Symptom.OTHER_CONTENT;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.model.plan.Arm.CLIENT_CERTIFICATE;
import static dev.parallax.model.plan.Arm.CONTROL_SNI;
import static dev.parallax.model.plan.Arm.DELAYED_HELLO;
import static dev.parallax.model.plan.Arm.DIRECT_IP;
import static dev.parallax.model.plan.Arm.NO_SNI;
import static dev.parallax.model.plan.Arm.OTHER_PORT;
import static dev.parallax.model.verdict.Cause.ANSWERS_DIFFER_BY_PLACE;
import static dev.parallax.model.verdict.Cause.CERTIFICATE_INVALID;
import static dev.parallax.model.verdict.Cause.HEALTHY;
import static dev.parallax.model.verdict.Cause.HOST_DOWN;
import static dev.parallax.model.verdict.Cause.HTTP_ERROR;
import static dev.parallax.model.verdict.Cause.NO_SHARED_TLS_PARAMETERS;
import static dev.parallax.model.verdict.Cause.PORT_NOT_LISTENING;
import static dev.parallax.model.verdict.Cause.REQUIRES_SOMETHING_OF_THE_CLIENT;
import static dev.parallax.model.verdict.Cause.SERVICE_ABORTS_OR_STALLS;
import static dev.parallax.model.verdict.Cause.WRONG_PROTOCOL;
import static dev.parallax.model.verdict.Scope.Attribute.COUNTRY;
import static dev.parallax.model.verdict.Scope.Attribute.EVERYONE;
import static dev.parallax.model.verdict.Scope.Attribute.HOP;
import static dev.parallax.model.verdict.Scope.Attribute.NETWORK;
import static dev.parallax.model.verdict.Scope.Attribute.REGION;
import static dev.parallax.model.verdict.Scope.Attribute.VANTAGE;

import java.util.List;

/** The service itself: every vantage is affected, including inside vantages. */
final class ServiceMechanisms {
  private ServiceMechanisms() {}

  static final List<Mechanism> ALL =
      MechanismBuilder.list(
          // No fault: a site may require a captcha from a client, or refuse it, and serve all other
          // clients.
          always(HEALTHY).in(HOP, VANTAGE).shows(FORBIDDEN).hits(REQUESTS).share(0.02),
          // No fault either: a site may serve another page to a place.
          always(ANSWERS_DIFFER_BY_PLACE)
              .in(REGION, COUNTRY, NETWORK, VANTAGE, HOP)
              .shows(OTHER_CONTENT)
              .hits(REQUESTS),
          always(HOST_DOWN).in(EVERYONE).shows(HOST_UNREACHED).hits(ANY).hits(HOST).share(0.9),
          // It went down during the sweep.
          always(HOST_DOWN).in(EVERYONE).shows(BANNED).hits(ANY).unsureOf(HOST).share(0.1),
          always(PORT_NOT_LISTENING).in(EVERYONE).shows(REFUSED).hits(ANY).unsureOf(OTHER_PORT),
          always(CERTIFICATE_INVALID)
              .in(EVERYONE)
              .shows(INVALID_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.9),
          sometimes(CERTIFICATE_INVALID)
              .in(EVERYONE)
              .shows(INVALID_CERTIFICATE)
              .hits(NAMED)
              .unsureOf(SHAPED)
              .share(0.1),
          always(NO_SHARED_TLS_PARAMETERS)
              .in(EVERYONE)
              .shows(ALERT, ALERT_NAME)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.48),
          always(NO_SHARED_TLS_PARAMETERS)
              .in(EVERYONE)
              .shows(ALERT, ALERT_NAME)
              .hits(NAMED)
              .unsureOf(SHAPES)
              .share(0.4),
          always(NO_SHARED_TLS_PARAMETERS)
              .in(EVERYONE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(HELLOS)
              .unsureOf(SHAPES)
              .share(0.1),
          // It accepts none of what a browser offers.
          always(NO_SHARED_TLS_PARAMETERS)
              .in(EVERYONE)
              .shows(ALERT, ALERT_NAME)
              .hits(LARGE)
              .noticedBy(LARGE)
              .share(0.02),
          always(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.5),
          always(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(LARGE)
              .noticedBy(LARGE)
              .share(0.01),
          always(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(NAMED)
              .unsureOf(SHAPES)
              .share(0.1),
          always(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(CUT_AT_ANY_TIME)
              .hits(ANY)
              .unsureOf(SHAPES)
              .hitsEarly(DELAYED_HELLO)
              .share(0.1),
          sometimes(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(BREAKS_AFTER_HELLO)
              .hits(ANY)
              .unsureOf(SHAPES)
              .share(0.25),
          sometimes(SERVICE_ABORTS_OR_STALLS)
              .in(EVERYONE)
              .shows(CONNECT_SILENT, REFUSED)
              .hits(ANY)
              .share(0.04),
          always(HTTP_ERROR).in(EVERYONE).shows(HTTP_FAILURE).hits(REQUESTS).share(0.8),
          sometimes(HTTP_ERROR).in(EVERYONE).shows(HTTP_FAILURE).hits(REQUESTS).share(0.2),
          // A service that starts TLS in cleartext refuses every client, or is too busy.
          always(HTTP_ERROR).in(EVERYONE).shows(FORBIDDEN).only(CLEARTEXT).hits(ANY).share(0.8),
          sometimes(HTTP_ERROR).in(EVERYONE).shows(FORBIDDEN).only(CLEARTEXT).hits(ANY).share(0.2),
          always(WRONG_PROTOCOL).in(EVERYONE).shows(NOT_TLS).hits(HELLOS),
          always(REQUIRES_SOMETHING_OF_THE_CLIENT)
              .in(EVERYONE)
              .shows(ALERT_CLIENT)
              .hits(NAMED)
              .unsureOf(CONTROL_SNI, NO_SNI, DIRECT_IP, CLIENT_CERTIFICATE)
              .unsureOf(SHAPES));
}
