package dev.parallax.model;

/** The possible causes; the ids are stable and appear in reports. */
public enum Hypothesis {
  N0("healthy"),
  O1("host_down"),
  O2("port_not_listening"),
  O3("certificate_invalid"),
  O4("no_shared_tls_parameters"),
  O5("service_aborts_or_stalls"),
  O6("http_error"),
  O7("one_address_bad"),
  O8("wrong_protocol"),
  O9("requires_something_of_the_client"),
  E1("edge_breaks_every_handshake"),
  E2("edge_name_policy"),
  E3("edge_drops_connections"),
  E4("edge_refuses_connections"),
  E5("edge_reply_path_captured"),
  E6("edge_blocks_some_clients"),
  E7("edge_rate_limit"),
  E8("edge_size_policy"),
  P1("sni_filter"),
  P2("probabilistic_sni_filter"),
  P3("address_block"),
  P4("port_block"),
  P5("protocol_filter"),
  P6("no_route"),
  P7("pmtu_black_hole"),
  P8("tls_interception"),
  P9("throttling"),
  P10("heavy_loss"),
  D1("resolver_lies_or_fails"),
  D2("dns_injection"),
  D3("zone_fault"),
  D4("answers_differ_by_place"),
  V1("uplink_down"),
  V2("local_interception"),
  V3("clock_wrong"),
  V4("ca_bundle_missing_or_old"),
  V5("ipv6_broken"),
  V6("own_resolver_broken"),
  V7("agent_defect"),
  U("unknown");

  private final String mechanism;

  Hypothesis(String mechanism) {
    this.mechanism = mechanism;
  }

  /** What happens, in one word. */
  public String mechanism() {
    return mechanism;
  }
}
