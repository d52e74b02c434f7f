package dev.parallax.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.report.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON Schema (2020-12) of records, as Jackson binds them. */
final class RecordSchema {
  private final Map<String, ObjectNode> schemas = new TreeMap<>();

  /** A reference to the schema of a record, which is written at its first use. */
  ObjectNode reference(Class<?> type) {
    if (!schemas.containsKey(type.getSimpleName())) {
      var schema = Json.object();
      schemas.put(type.getSimpleName(), schema);
      write(schema, type);
    }
    return Json.object().put("$ref", "#/components/schemas/" + type.getSimpleName());
  }

  /** All schemas by name. */
  ObjectNode all() {
    var node = Json.object();
    schemas.forEach(node::set);
    return node;
  }

  private void write(ObjectNode schema, Class<?> type) {
    schema.put("type", "object");
    var properties = schema.putObject("properties");
    for (var component : type.getRecordComponents()) {
      properties.set(name(component), of(component.getGenericType()));
    }
    var required = schema.putArray("required");
    Arrays.stream(type.getRecordComponents())
        .filter(component -> isRequired(type, component))
        .map(RecordSchema::name)
        .forEach(required::add);
    schema.put("additionalProperties", false);
  }

  /** Answers have every field; calls those that are marked. */
  private static boolean isRequired(Class<?> type, RecordComponent component) {
    return !type.getSimpleName().endsWith("Order")
        || component.getAccessor().isAnnotationPresent(JsonProperty.class);
  }

  private static String name(RecordComponent component) {
    return component.getType() == Duration.class ? component.getName() + "Ms" : component.getName();
  }

  private ObjectNode of(Type type) {
    if (type instanceof ParameterizedType generic) {
      var argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        var node = Json.object();
        node.putArray("anyOf").add(of(argument)).add(Json.object().put("type", "null"));
        return node;
      }
      var isMap = generic.getRawType() == Map.class;
      var node = Json.object().put("type", isMap ? "object" : "array");
      node.set(
          isMap ? "additionalProperties" : "items",
          of(isMap ? generic.getActualTypeArguments()[1] : argument));
      return node;
    }
    return simple((Class<?>) type);
  }

  private ObjectNode simple(Class<?> type) {
    if (type.isRecord()) {
      return reference(type);
    }
    if (type == Instant.class) {
      return Json.object().put("type", "string").put("format", "date-time");
    }
    return Json.object().put("type", word(type));
  }

  private static String word(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (List.of(int.class, long.class, Integer.class).contains(type)) {
      return "integer";
    }
    if (List.of(double.class, Double.class, Duration.class).contains(type)) {
      return "number";
    }
    throw new IllegalArgumentException("expected a type of JSON, got: " + type);
  }
}
