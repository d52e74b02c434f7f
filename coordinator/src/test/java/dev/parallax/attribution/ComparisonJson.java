package dev.parallax.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.report.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;

/** The comparison of one target as JSON: a row for each vantage, a line for each cell. */
final class ComparisonJson {
  private static final MathContext SIX_DIGITS = new MathContext(6);

  private ComparisonJson() {}

  static JsonNode of(Comparison comparison) {
    var node = Json.object();
    node.set("vantages", Json.array(comparison.rows().stream().map(ComparisonJson::row).toList()));
    node.set("symptoms", Json.texts(comparison.failing()));
    return node;
  }

  private static JsonNode row(ComparedVantage row) {
    var node = Json.object();
    node.put("vantage", row.id().name());
    node.put("network", row.network());
    node.put("inside", row.inside());
    node.put("resolverMisleads", row.misled());
    node.put("usableControl", row.trusted());
    if (Double.isFinite(row.outlierGain())) {
      node.put("outlierLogBayesFactor", sixDigits(row.outlierGain()));
    }
    node.set("cells", Json.array(row.cells().stream().map(ComparisonJson::cell).toList()));
    return node;
  }

  private static JsonNode cell(ComparedCell cell) {
    var node = Json.object();
    node.put("arm", cell.arm().word());
    node.put("variant", cell.key().variant().toString());
    cell.address().ifPresent(address -> node.put("address", address.toString()));
    node.put("addressCorroborated", cell.key().corroborated());
    node.set("trials", counts(cell));
    return Json.line(node);
  }

  private static ObjectNode counts(ComparedCell cell) {
    var counts = Json.object();
    for (var symptom : cell.present()) {
      counts.put(Json.word(symptom), sixDigits(cell.count(symptom)));
    }
    return counts;
  }

  private static BigDecimal sixDigits(double value) {
    return new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
  }
}
