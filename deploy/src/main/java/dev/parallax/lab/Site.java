package dev.parallax.lab;

import java.util.Map;
import java.util.stream.Collectors;

/** What the origin's nginx serves, in its ordinary state and in each of the faulty ones. */
final class Site {
  static final String NAME = "www.shop.example";
  static final String NEUTRAL_NAME = "neutral.example";
  static final String ORDINARY = "ordinary";

  private static final String WELCOME = "location / { return 200 \"welcome\\n\"; }";
  private static final String LISTEN = "listen 80 default_server; listen 443 ssl default_server;";

  /** The {@code server} blocks by the name of the variant. */
  static final Map<String, String> VARIANTS =
      Map.ofEntries(
          Map.entry(ORDINARY, server(LISTEN, "good", WELCOME)),
          Map.entry("expired", server(LISTEN, "expired", WELCOME)),
          Map.entry("future", server(LISTEN, "future", WELCOME)),
          Map.entry("wrong-name", server(LISTEN, "wrong-name", WELCOME)),
          Map.entry("incomplete", server(LISTEN, "incomplete", WELCOME)),
          Map.entry("self-signed", server(LISTEN, "self-signed", WELCOME)),
          Map.entry("closed", server("listen 80 default_server;", "good", WELCOME)),
          Map.entry("plain-http", server("listen 80; listen 443;", "good", WELCOME)),
          Map.entry("http-502", server(LISTEN, "good", "location / { return 502; }")),
          Map.entry("http-429", server(LISTEN, "good", "location / { return 429; }")),
          Map.entry("http-403", server(LISTEN, "good", "location / { return 403; }")),
          Map.entry(
              "old-cipher",
              server(
                  LISTEN,
                  "good",
                  "ssl_protocols TLSv1.2; ssl_ciphers ECDHE-ECDSA-AES256-CCM8;" + WELCOME)),
          Map.entry(
              "tls-1.0",
              server(
                  LISTEN, "good", "ssl_protocols TLSv1; ssl_ciphers ALL:@SECLEVEL=0;" + WELCOME)),
          Map.entry(
              "client-certificate",
              server(
                  LISTEN,
                  "good",
                  "ssl_protocols TLSv1.2 TLSv1.3; ssl_client_certificate ../certificates/ca.pem;"
                      + " ssl_verify_client on;"
                      + WELCOME)),
          Map.entry(
              "geo-403",
              "geo $blocked { default 0; 11.2.0.0/16 1; }\n"
                  + server(LISTEN, "good", "if ($blocked) { return 403; }" + WELCOME)),
          Map.entry(
              "name-unknown",
              "server { listen 443 ssl default_server; ssl_reject_handshake on; }"));

  /** The reference sites and the neutral server, each at its own address. */
  static final String ELSEWHERE =
      Topology.REFERENCES.entrySet().stream()
              .map(
                  site -> server("listen " + site.getValue() + ":443 ssl;", site.getKey(), WELCOME))
              .collect(Collectors.joining("\n"))
          + "\n"
          + server("listen " + Topology.NEUTRAL + ":443 ssl;", NEUTRAL_NAME, WELCOME);

  private Site() {}

  private static String server(String listen, String certificate, String further) {
    return """
    server {
      %s
      server_name %s;
      ssl_certificate ../certificates/%s.pem;
      ssl_certificate_key ../certificates/%s.key;
      %s
    }\
    """
        .formatted(listen, serverName(certificate), certificate, certificate, further);
  }

  private static String serverName(String certificate) {
    return certificate.endsWith(".example") ? certificate : NAME;
  }
}
