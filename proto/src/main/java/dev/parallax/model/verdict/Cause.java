package dev.parallax.model.verdict;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The possible causes of what a sweep observed. Code and word are stable: the wire format contains
 * the code, reports contain both. {@code parallax causes} prints the catalogue.
 */
public enum Cause {
  HEALTHY("N0", CauseFamily.HEALTHY),
  HOST_DOWN("O1", CauseFamily.SERVICE),
  PORT_NOT_LISTENING("O2", CauseFamily.SERVICE),
  CERTIFICATE_INVALID("O3", CauseFamily.SERVICE),
  NO_SHARED_TLS_PARAMETERS("O4", CauseFamily.SERVICE),
  SERVICE_ABORTS_OR_STALLS("O5", CauseFamily.SERVICE),
  HTTP_ERROR("O6", CauseFamily.SERVICE),
  ONE_ADDRESS_BAD("O7", CauseFamily.SERVICE),
  WRONG_PROTOCOL("O8", CauseFamily.SERVICE),
  REQUIRES_SOMETHING_OF_THE_CLIENT("O9", CauseFamily.SERVICE),
  EDGE_BREAKS_EVERY_HANDSHAKE("E1", CauseFamily.EDGE),
  EDGE_NAME_POLICY("E2", CauseFamily.EDGE),
  EDGE_DROPS_CONNECTIONS("E3", CauseFamily.EDGE),
  EDGE_REFUSES_CONNECTIONS("E4", CauseFamily.EDGE),
  EDGE_REPLY_PATH_CAPTURED("E5", CauseFamily.EDGE),
  EDGE_BLOCKS_SOME_CLIENTS("E6", CauseFamily.EDGE),
  EDGE_RATE_LIMIT("E7", CauseFamily.EDGE),
  EDGE_SIZE_POLICY("E8", CauseFamily.EDGE),
  SNI_FILTER("P1", CauseFamily.PATH),
  PROBABILISTIC_SNI_FILTER("P2", CauseFamily.PATH),
  ADDRESS_BLOCK("P3", CauseFamily.PATH),
  PORT_BLOCK("P4", CauseFamily.PATH),
  PROTOCOL_FILTER("P5", CauseFamily.PATH),
  NO_ROUTE("P6", CauseFamily.PATH),
  PMTU_BLACK_HOLE("P7", CauseFamily.PATH),
  TLS_INTERCEPTION("P8", CauseFamily.PATH),
  THROTTLING("P9", CauseFamily.PATH),
  HEAVY_LOSS("P10", CauseFamily.PATH),
  RESOLVER_LIES_OR_FAILS("D1", CauseFamily.NAME),
  DNS_INJECTION("D2", CauseFamily.NAME),
  ZONE_FAULT("D3", CauseFamily.NAME),
  ANSWERS_DIFFER_BY_PLACE("D4", CauseFamily.NAME),
  UPLINK_DOWN("V1", CauseFamily.VANTAGE),
  LOCAL_INTERCEPTION("V2", CauseFamily.VANTAGE),
  CLOCK_WRONG("V3", CauseFamily.VANTAGE),
  CA_BUNDLE_MISSING_OR_OLD("V4", CauseFamily.VANTAGE),
  IPV6_BROKEN("V5", CauseFamily.VANTAGE),
  OWN_RESOLVER_BROKEN("V6", CauseFamily.VANTAGE),
  AGENT_DEFECT("V7", CauseFamily.VANTAGE),
  AGENT_SHORT_OF_CPU("V8", CauseFamily.VANTAGE),
  UNKNOWN("U", CauseFamily.UNKNOWN);

  /** Where a cause acts; the first letter of its code. */
  public enum CauseFamily {
    HEALTHY,
    /** The service itself: affects every vantage, including inside vantages. */
    SERVICE,
    /** In front of the service: affects every vantage except inside vantages. */
    EDGE,
    /** Between vantage and edge. */
    PATH,
    /** In the resolution of the target's name. */
    NAME,
    /** The vantage's own host, uplink or agent. */
    VANTAGE,
    UNKNOWN
  }

  private final String code;
  private final CauseFamily family;

  Cause(String code, CauseFamily family) {
    this.code = code;
    this.family = family;
  }

  /** A letter for the family and a number, such as {@code E2}. */
  public String code() {
    return code;
  }

  /** The event, such as {@code edge_name_policy}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Code and word, such as {@code E2 edge_name_policy}. */
  public String named() {
    return code + " " + word();
  }

  public CauseFamily family() {
    return family;
  }

  /** The cause with this code; empty for a code of no cause. */
  public static Optional<Cause> of(String code) {
    return Stream.of(values()).filter(cause -> cause.code.equals(code)).findFirst();
  }

  /** The code, as reports write it. */
  @Override
  public String toString() {
    return code;
  }
}
