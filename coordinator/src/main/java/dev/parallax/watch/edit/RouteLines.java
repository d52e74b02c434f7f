package dev.parallax.watch.edit;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** The changes of routes and windows of a watch file. Each method returns the whole text. */
final class RouteLines {
  private static final String ROUTES = "routes";
  private static final String MAINTENANCE = "maintenance";

  private final MappingNode root;
  private final MappingLines lines;

  RouteLines(String text) {
    this.root = WatchNodes.root(text);
    this.lines = new MappingLines(text);
  }

  /** A route after the last. */
  String added(String name, Map<RouteField, String> fields) {
    var routes = routes();
    if (routes.isEmpty()) {
      return MappingLines.isFlow(root)
          ? lines.with(root, "%s: {%s}".formatted(ROUTES, flow(name, fields)))
          : lines.with(root, ROUTES + ":\n" + block(name, fields).indent(2).stripTrailing());
    }
    if (routes.get().getValue().isEmpty()) {
      return lines.set(root, ROUTES, "{" + flow(name, fields) + "}");
    }
    var isFlow = MappingLines.isFlow(routes.get());
    return lines.with(routes.get(), isFlow ? flow(name, fields) : block(name, fields));
  }

  private static String flow(String name, Map<RouteField, String> fields) {
    return "%s: {%s}".formatted(YamlScalar.of(name), values(fields, ", "));
  }

  private static String block(String name, Map<RouteField, String> fields) {
    return YamlScalar.of(name) + ":\n  " + values(fields, "\n  ");
  }

  private static String values(Map<RouteField, String> fields, String separator) {
    return fields.entrySet().stream()
        .filter(field -> !field.getValue().isBlank())
        .map(field -> field.getKey().key() + ": " + YamlScalar.of(field.getValue()))
        .collect(Collectors.joining(separator));
  }

  private Optional<MappingNode> routes() {
    return WatchNodes.tuple(root, ROUTES)
        .map(NodeTuple::getValueNode)
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast);
  }

  /**
   * The route of a name.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  MappingNode find(String name) {
    return routes()
        .flatMap(routes -> WatchNodes.tuple(routes, name))
        .map(NodeTuple::getValueNode)
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .orElseThrow(
            () -> new IllegalArgumentException("expected a route of the watch file, got: " + name));
  }

  /** With a value of a key. */
  String set(String name, RouteField field, String value) {
    return value.isBlank()
        ? lines.without(find(name), field.key())
        : lines.set(find(name), field.key(), YamlScalar.of(value));
  }

  /** Without a route; the key of the routes ends with the last. */
  String removed(String name) {
    var routes = routes().orElseThrow();
    return routes.getValue().size() == 1
        ? lines.without(root, ROUTES)
        : lines.without(routes, name);
  }

  /** With other windows of all watches. */
  String maintenance(String windows) {
    var value = WindowText.yaml(windows);
    return value.equals("[]")
        ? lines.without(root, MAINTENANCE)
        : lines.set(root, MAINTENANCE, value);
  }

  /** The windows of all watches. */
  String maintenance() {
    return WatchNodes.tuple(root, MAINTENANCE)
        .map(tuple -> WatchNodes.shown(tuple.getValueNode()))
        .filter(shown -> !shown.equals(YamlScalar.EMPTY_LIST))
        .orElse("");
  }
}
