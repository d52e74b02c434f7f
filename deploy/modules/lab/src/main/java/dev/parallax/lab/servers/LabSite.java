package dev.parallax.lab.servers;

import dev.parallax.lab.net.Ipv6Addresses;
import dev.parallax.lab.net.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The configuration of the origin's nginx, in its normal state and for each fault. */
public final class LabSite {
  public static final String NAME = "www.shop.example";
  public static final String NEUTRAL_NAME = "neutral.example";
  public static final String ORDINARY = "ordinary";

  /** Further sites, hosted at the addresses of the reference sites and of the neutral server. */
  public static final List<String> NEIGHBOURS =
      IntStream.rangeClosed(1, 19)
          .mapToObj(number -> String.format(Locale.ROOT, "shop%02d.example", number))
          .toList();

  private static final String WELCOME = "location / { return 200 \"welcome\\n\"; }";
  private static final String LISTEN =
      "listen 80 default_server; listen 443 ssl default_server;"
          + " listen [::]:443 ssl default_server;";

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
          Map.entry("renewed", server(LISTEN, "good-two", WELCOME)),
          Map.entry(
              "revoked",
              server(
                  LISTEN,
                  "revoked",
                  "ssl_stapling on; ssl_stapling_file ../certificates/revoked.ocsp;" + WELCOME)),
          Map.entry(
              "leaf-per-address",
              server(LISTEN, "good", WELCOME)
                  + "\n"
                  + server("listen " + Topology.ORIGIN_TWO + ":443 ssl;", "good-two", WELCOME)),
          Map.entry(
              "two-backends",
              server(LISTEN, "good", WELCOME)
                  + "\n"
                  + server("listen 4443 ssl;", "expired", WELCOME)),
          Map.entry(
              "no-websocket", server(LISTEN, "good", "location /socket { return 404; }" + WELCOME)),
          Map.entry(
              "captcha",
              "geo $robot { default 0; 11.1.1.10 1; 11.2.4.10 1; 11.3.5.10 1; }\n"
                  + server(LISTEN, "good", "if ($robot) { return 403 captcha; }" + WELCOME)),
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
          Map.entry("one-group", server(LISTEN, "good", "ssl_ecdh_curve X25519;" + WELCOME)),
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

  /** The reference sites and the neutral server, each at its own addresses. */
  static final String ELSEWHERE =
      addresses().entrySet().stream()
          .filter(site -> !site.getKey().equals(NAME))
          .map(
              site ->
                  server(
                      "listen %s:443 ssl; listen [%s]:443 ssl;"
                          .formatted(site.getValue(), Ipv6Addresses.of(site.getValue())),
                      site.getKey(),
                      WELCOME))
          .collect(Collectors.joining("\n"));

  /** The configuration of a TLS proxy: every site, with certificates of its own. */
  static final String RESIGNED =
      addresses().entrySet().stream().map(LabSite::resigned).collect(Collectors.joining("\n"));

  private LabSite() {}

  private static String resigned(Map.Entry<String, String> site) {
    var listen = "listen 8443 ssl" + (site.getKey().equals(NAME) ? " default_server;" : ";");
    var onward =
        "location / { proxy_pass https://%s; proxy_ssl_server_name on; proxy_ssl_name %s; }"
            .formatted(site.getValue(), site.getKey());
    return server(listen, "foreign-" + site.getKey(), onward)
        .replace("server_name " + NAME, "server_name " + site.getKey());
  }

  /** Every site of the lab, the shop first. */
  static Map<String, String> addresses() {
    var addresses = new LinkedHashMap<String, String>();
    addresses.put(NAME, Topology.ORIGIN);
    addresses.putAll(new TreeMap<>(Topology.REFERENCES));
    addresses.putAll(new TreeMap<>(Topology.DEFAULT_REFERENCES));
    addresses.put(NEUTRAL_NAME, Topology.NEUTRAL);
    addresses.putAll(neighbours());
    return addresses;
  }

  /** The neighbours and their addresses. */
  static Map<String, String> neighbours() {
    var hosts = new ArrayList<>(new TreeMap<>(Topology.REFERENCES).values());
    hosts.add(Topology.NEUTRAL);
    var neighbours = new LinkedHashMap<String, String>();
    for (int number = 0; number < NEIGHBOURS.size(); number++) {
      neighbours.put(NEIGHBOURS.get(number), hosts.get(number % hosts.size()));
    }
    return neighbours;
  }

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
    return addresses().containsKey(certificate) ? certificate : NAME;
  }
}
