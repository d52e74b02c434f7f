package dev.parallax.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.report.json.Json;
import dev.parallax.web.api.ApiOperation.Result;
import dev.parallax.web.request.Links;
import dev.parallax.wire.Contract;
import java.util.List;
import java.util.Locale;

/** Writes the OpenAPI 3.1 document of a list of operations. */
final class OpenApiDocument {
  private static final String JSON = "application/json";

  private final RecordSchema schemas = new RecordSchema();

  private OpenApiDocument() {}

  static String of(List<ApiOperation> operations) {
    return Json.indented(new OpenApiDocument().document(operations));
  }

  private ObjectNode document(List<ApiOperation> operations) {
    var node = Json.object().put("openapi", "3.1.0");
    node.putObject("info")
        .put("title", "Parallax")
        .put("version", Contract.release())
        .put(
            "description",
            "Sweeps, reports, vantages, incidents and watches of a coordinator. Access as to its"
                + " pages: an operator certificate, the login token as a bearer token, or the"
                + " session of the pages; on loopback without a token every client. A call that"
                + " changes something has the type application/json, or the method DELETE.");
    node.putArray("servers").addObject().put("url", Links.API);
    var paths = node.putObject("paths");
    operations.forEach(
        operation ->
            paths
                .withObjectProperty(operation.path())
                .set(operation.method().toLowerCase(Locale.ROOT), described(operation)));
    var components = node.putObject("components");
    components.set("schemas", schemas.all());
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    var security = node.putArray("security");
    security.addObject().putArray("token");
    security.addObject();
    return node;
  }

  private ObjectNode described(ApiOperation operation) {
    var node = Json.object().put("summary", operation.summary());
    var parameters = node.putArray("parameters");
    if (operation.path().contains("{id}")) {
      parameters.add(parameter("id", "path", "The id of a sweep.", true));
    }
    operation.parameters().stream()
        .map(one -> parameter(one.name(), "query", one.description(), one.required()))
        .forEach(parameters::add);
    operation
        .call()
        .ifPresent(
            type -> {
              var body = node.putObject("requestBody").put("required", true);
              body.putObject("content").putObject(JSON).set("schema", schemas.reference(type));
            });
    var responses = node.putObject("responses");
    responses.set(Integer.toString(operation.status()), success(operation.result()));
    operation.errors().forEach(status -> responses.set(Integer.toString(status), problem()));
    responses
        .putObject("401")
        .put("description", "Without a valid credential.")
        .putObject("content")
        .putObject("text/plain")
        .putObject("schema")
        .put("type", "string");
    return node;
  }

  private static ObjectNode parameter(String name, String in, String text, boolean required) {
    var node = Json.object().put("name", name).put("in", in).put("description", text);
    node.put("required", required).putObject("schema").put("type", "string");
    return node;
  }

  private ObjectNode problem() {
    var node = Json.object().put("description", "The error in one sentence.");
    node.putObject("content")
        .putObject(JSON)
        .set("schema", schemas.reference(ApiRecords.Problem.class));
    return node;
  }

  private ObjectNode success(Result result) {
    var node = Json.object();
    switch (result) {
      case Result.Of(var type) -> {
        node.put("description", "Done.");
        node.putObject("content").putObject(JSON).set("schema", schemas.reference(type));
      }
      case Result.Report() -> {
        node.put("description", "The report, as parallax report -o json writes it.");
        node.putObject("content")
            .putObject(JSON)
            .putObject("schema")
            .put("$ref", Links.API + ApiOperations.REPORT_SCHEMA);
      }
      case Result.Events() -> {
        node.put(
            "description",
            "Server-sent events: started, round, observation (a line of parallax report -o jsonl,"
                + " with an id for Last-Event-ID), then finished (its last line) or failed.");
        node.putObject("content")
            .putObject("text/event-stream")
            .putObject("schema")
            .put("type", "string");
      }
      case Result.Document() -> {
        node.put("description", "A JSON document.");
        node.putObject("content").putObject(JSON).putObject("schema").put("type", "object");
      }
      case Result.Nothing() -> node.put("description", "Done.");
    }
    return node;
  }
}
