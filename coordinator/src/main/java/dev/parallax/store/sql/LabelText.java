package dev.parallax.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.store.failure.StoreException;
import java.util.Map;

/** Labels as a JSON object, so that a person with an SQL shell can read them. */
final class LabelText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

  private LabelText() {}

  static String of(Map<String, String> labels) {
    try {
      return JSON.writeValueAsString(labels);
    } catch (JsonProcessingException impossible) {
      throw new StoreException("labels cannot be written: " + labels, impossible);
    }
  }

  static Map<String, String> parse(String text) {
    try {
      return JSON.readValue(text, LABELS);
    } catch (JsonProcessingException damaged) {
      throw new StoreException("stored labels are damaged: " + text, damaged);
    }
  }
}
