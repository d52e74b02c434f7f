package dev.parallax.attribution.catalogue;

import static dev.parallax.attribution.catalogue.Mechanism.Restriction.IPV6;
import static dev.parallax.attribution.catalogue.MechanismBuilder.always;
import static dev.parallax.attribution.symptom.ArmGroups.ANY;
import static dev.parallax.attribution.symptom.ArmGroups.HOST;
import static dev.parallax.attribution.symptom.ArmGroups.NAMED;
import static dev.parallax.attribution.symptom.ArmGroups.NEUTRAL;
import static dev.parallax.attribution.symptom.ArmGroups.SHAPED;
import static dev.parallax.attribution.symptom.Symptom.ALERT;
import static dev.parallax.attribution.symptom.Symptom.BLOCK_PAGE;
import static dev.parallax.attribution.symptom.Symptom.BROKEN_HANDSHAKE;
import static dev.parallax.attribution.symptom.Symptom.CERT_DATE;
import static dev.parallax.attribution.symptom.Symptom.CERT_FOREIGN;
import static dev.parallax.attribution.symptom.Symptom.CERT_ISSUER;
import static dev.parallax.attribution.symptom.Symptom.CERT_OTHER;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.CUT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.HTTP_BROKEN;
import static dev.parallax.attribution.symptom.Symptom.OTHER;
import static dev.parallax.attribution.symptom.Symptom.OTHER_CONTENT;
import static dev.parallax.attribution.symptom.Symptom.REFUSED;
import static dev.parallax.attribution.symptom.Symptom.SILENT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.UNREACHABLE;
import static dev.parallax.model.plan.Arm.RESPONDER;
import static dev.parallax.model.verdict.Cause.AGENT_DEFECT;
import static dev.parallax.model.verdict.Cause.CA_BUNDLE_MISSING_OR_OLD;
import static dev.parallax.model.verdict.Cause.CLOCK_WRONG;
import static dev.parallax.model.verdict.Cause.IPV6_BROKEN;
import static dev.parallax.model.verdict.Cause.LOCAL_INTERCEPTION;
import static dev.parallax.model.verdict.Scope.Attribute.AGENT_VERSION;
import static dev.parallax.model.verdict.Scope.Attribute.VANTAGE;

import java.util.List;

/**
 * The vantage itself, where its references pass or were not probed; elsewhere {@code
 * health.VantageHealth} finds the same causes before the comparison.
 */
final class VantageMechanisms {
  private VantageMechanisms() {}

  static final List<Mechanism> ALL =
      MechanismBuilder.list(
          always(LOCAL_INTERCEPTION)
              .in(VANTAGE)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, CONNECT_SILENT, REFUSED, CERT_FOREIGN)
              .hits(ANY)
              .unsureOf(HOST)
              .unsureOf(RESPONDER)
              .share(0.5),
          always(LOCAL_INTERCEPTION)
              .in(VANTAGE)
              .shows(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, CERT_FOREIGN, BLOCK_PAGE, OTHER_CONTENT)
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
}
