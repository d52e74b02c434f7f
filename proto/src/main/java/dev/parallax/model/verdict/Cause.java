package dev.parallax.model.verdict;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The possible causes of what a sweep observed. Code and word are stable: the wire format contains
 * the code, reports contain both. {@code parallax causes} prints the catalogue.
 */
public enum Cause {
  HEALTHY("N0", Family.HEALTHY),
  HOST_DOWN("O1", Family.SERVICE),
  PORT_NOT_LISTENING("O2", Family.SERVICE),
  CERTIFICATE_INVALID("O3", Family.SERVICE),
  NO_SHARED_TLS_PARAMETERS("O4", Family.SERVICE),
  SERVICE_ABORTS_OR_STALLS("O5", Family.SERVICE),
  HTTP_ERROR("O6", Family.SERVICE),
  ONE_ADDRESS_BAD("O7", Family.SERVICE),
  WRONG_PROTOCOL("O8", Family.SERVICE),
  REQUIRES_SOMETHING_OF_THE_CLIENT("O9", Family.SERVICE),
  EDGE_BREAKS_EVERY_HANDSHAKE("E1", Family.EDGE),
  EDGE_NAME_POLICY("E2", Family.EDGE),
  EDGE_DROPS_CONNECTIONS("E3", Family.EDGE),
  EDGE_REFUSES_CONNECTIONS("E4", Family.EDGE),
  EDGE_REPLY_PATH_CAPTURED("E5", Family.EDGE),
  EDGE_BLOCKS_SOME_CLIENTS("E6", Family.EDGE),
  EDGE_RATE_LIMIT("E7", Family.EDGE),
  EDGE_SIZE_POLICY("E8", Family.EDGE),
  SNI_FILTER("P1", Family.PATH),
  PROBABILISTIC_SNI_FILTER("P2", Family.PATH),
  ADDRESS_BLOCK("P3", Family.PATH),
  PORT_BLOCK("P4", Family.PATH),
  PROTOCOL_FILTER("P5", Family.PATH),
  NO_ROUTE("P6", Family.PATH),
  PMTU_BLACK_HOLE("P7", Family.PATH),
  TLS_INTERCEPTION("P8", Family.PATH),
  THROTTLING("P9", Family.PATH),
  HEAVY_LOSS("P10", Family.PATH),
  RESOLVER_LIES_OR_FAILS("D1", Family.NAME),
  DNS_INJECTION("D2", Family.NAME),
  ZONE_FAULT("D3", Family.NAME),
  ANSWERS_DIFFER_BY_PLACE("D4", Family.NAME),
  UPLINK_DOWN("V1", Family.VANTAGE),
  LOCAL_INTERCEPTION("V2", Family.VANTAGE),
  CLOCK_WRONG("V3", Family.VANTAGE),
  CA_BUNDLE_MISSING_OR_OLD("V4", Family.VANTAGE),
  IPV6_BROKEN("V5", Family.VANTAGE),
  OWN_RESOLVER_BROKEN("V6", Family.VANTAGE),
  AGENT_DEFECT("V7", Family.VANTAGE),
  AGENT_SHORT_OF_CPU("V8", Family.VANTAGE),
  UNKNOWN("U", Family.UNKNOWN);

  /** Where a cause acts; the first letter of its code. */
  public enum Family {
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
  private final Family family;

  Cause(String code, Family family) {
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

  public Family family() {
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
