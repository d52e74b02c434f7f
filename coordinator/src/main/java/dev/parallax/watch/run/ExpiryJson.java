package dev.parallax.watch.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.watch.expiry.CertificateExpiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expiring certificates as JSON, for the store. */
final class ExpiryJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CERTIFICATE = "certificate";

  private ExpiryJson() {}

  static String write(List<CertificateExpiry> certificates) {
    var all = MAPPER.createArrayNode();
    certificates.forEach(certificate -> all.add(node(certificate)));
    return all.toString();
  }

  /** The body of an incident. */
  static String incident(CertificateExpiry certificate) {
    return MAPPER.createObjectNode().set(CERTIFICATE, node(certificate)).toString();
  }

  private static ObjectNode node(CertificateExpiry certificate) {
    var node =
        MAPPER
            .createObjectNode()
            .put("target", certificate.target())
            .put("sha256", certificate.sha256())
            .put("subject", certificate.subject())
            .put("notAfter", certificate.notAfter().toString())
            .put("leaf", certificate.leaf())
            .put("days", certificate.days())
            .put("absent", certificate.absent())
            .put("openedAt", certificate.openedAt().toString());
    certificate.closedAt().ifPresent(at -> node.put("closedAt", at.toString()));
    var affected = node.putArray("affected");
    certificate.affected().forEach(vantage -> affected.add(vantage.name()));
    return node;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException for another text
   */
  static List<CertificateExpiry> read(String text) {
    var all = new ArrayList<CertificateExpiry>();
    tree(text).forEach(node -> all.add(certificate(node)));
    return all;
  }

  /**
   * The certificate of a stored incident; empty for an incident of another kind.
   *
   * @throws IllegalArgumentException for a text that is no JSON
   */
  static Optional<CertificateExpiry> readIncident(String text) {
    return Optional.ofNullable(tree(text).get(CERTIFICATE)).map(ExpiryJson::certificate);
  }

  private static CertificateExpiry certificate(JsonNode node) {
    var affected = new ArrayList<VantageId>();
    node.path("affected").forEach(name -> affected.add(new VantageId(name.asText())));
    return new CertificateExpiry(
        node.path("target").asText(),
        node.path("sha256").asText(),
        node.path("subject").asText(),
        Instant.parse(node.path("notAfter").asText()),
        node.path("leaf").asBoolean(),
        node.path("days").asInt(),
        affected,
        node.path("absent").asInt(),
        Instant.parse(node.path("openedAt").asText()),
        Optional.ofNullable(node.get("closedAt")).map(at -> Instant.parse(at.asText())));
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("expected JSON, got: " + text, malformed);
    }
  }
}
