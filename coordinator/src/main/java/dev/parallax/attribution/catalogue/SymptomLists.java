package dev.parallax.attribution.catalogue;

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
import static dev.parallax.attribution.symptom.Symptom.OK_LOSSY;
import static dev.parallax.attribution.symptom.Symptom.OK_SLOW;
import static dev.parallax.attribution.symptom.Symptom.SILENT_AFTER_HELLO;
import static dev.parallax.attribution.symptom.Symptom.UNREACHABLE;

import dev.parallax.attribution.symptom.Symptom;
import java.util.List;

/** Symptoms that several mechanisms show, the likeliest first. */
public final class SymptomLists {
  private SymptomLists() {}

  /** The connection breaks after the ClientHello. */
  static final List<Symptom> BREAKS_AFTER_HELLO =
      List.of(CUT_AFTER_HELLO, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE);

  /** The connection ends after a time, independent of the sent bytes. */
  static final List<Symptom> CUT_AT_ANY_TIME = List.of(CUT_BEFORE_HELLO, CUT_AFTER_HELLO);

  /** Packets to the host are lost, or a router reports that they do not reach it. */
  static final List<Symptom> HOST_UNREACHED = List.of(CONNECT_SILENT, UNREACHABLE);

  /** The certificate is not valid. */
  static final List<Symptom> INVALID_CERTIFICATE =
      List.of(CERT_DATE, CERT_NAME, CERT_ISSUER, CERT_OTHER, CERT_FOREIGN);

  /** The handshake completes, and HTTP fails. */
  static final List<Symptom> HTTP_FAILURE = List.of(HTTP_STATUS, HTTP_BROKEN, LIMITED, FORBIDDEN);

  /** The transfer slows down until it ends. */
  static final List<Symptom> STALLS =
      List.of(HTTP_BROKEN, BROKEN_HANDSHAKE, OK_SLOW, SILENT_AFTER_HELLO);

  /** Packets between a vantage and the target are lost; queries take another path. */
  static final List<Symptom> PACKET_LOSS =
      List.of(OK_LOSSY, CONNECT_SILENT, SILENT_AFTER_HELLO, BROKEN_HANDSHAKE, HTTP_BROKEN);

  /** Packets of a vantage to all hosts are lost, also those to its resolver. */
  public static final List<Symptom> PACKET_LOSS_OF_VANTAGE =
      List.of(
          OK_LOSSY,
          CONNECT_SILENT,
          SILENT_AFTER_HELLO,
          NAME_UNRESOLVED,
          BROKEN_HANDSHAKE,
          HTTP_BROKEN);
}
