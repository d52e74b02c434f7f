package dev.parallax.watch.edit;

import dev.parallax.model.plan.TargetLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The watches of a file as nodes with their places.
 *
 * @param list in block style
 */
record WatchNodes(String text, SequenceNode list) {
  static final String TARGET = "target";

  /**
   * Of a file without mistakes.
   *
   * @throws IllegalArgumentException for watches in flow style
   */
  static WatchNodes of(String text) {
    var list = sequence(root(text), "watches");
    if (list.getFlowStyle() != FlowStyle.BLOCK) {
      throw new IllegalArgumentException(
          "expected watches as lines that begin with '- ', got: watches in brackets; change the"
              + " file itself");
    }
    return new WatchNodes(text, list);
  }

  /**
   * The mapping of a whole file.
   *
   * @throws IllegalArgumentException for a text that is none
   */
  static MappingNode root(String text) {
    var settings = LoadSettings.builder().setCodePointLimit(text.length() + 1).build();
    try {
      return new Compose(settings)
          .composeString(text)
          .filter(MappingNode.class::isInstance)
          .map(MappingNode.class::cast)
          .orElseThrow(WatchNodes::mistaken);
    } catch (YamlEngineException malformed) {
      throw mistaken();
    }
  }

  private static IllegalArgumentException mistaken() {
    return new IllegalArgumentException(
        "expected a watch file without mistakes; parallax watch lint shows them");
  }

  private static SequenceNode sequence(MappingNode root, String key) {
    return tuple(root, key)
        .map(NodeTuple::getValueNode)
        .filter(SequenceNode.class::isInstance)
        .map(SequenceNode.class::cast)
        .orElseThrow(WatchNodes::mistaken);
  }

  static Optional<NodeTuple> tuple(MappingNode mapping, String key) {
    return mapping.getValue().stream().filter(tuple -> name(tuple).equals(key)).findFirst();
  }

  static String name(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  int size() {
    return list.getValue().size();
  }

  /**
   * The watch of a target.
   *
   * @throws IllegalArgumentException for a target without a watch
   */
  MappingNode find(String target) {
    return list.getValue().stream()
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .filter(watch -> target(watch).equals(Optional.of(target)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected a watched target, got: " + target));
  }

  private static Optional<String> target(MappingNode watch) {
    return tuple(watch, TARGET)
        .map(tuple -> TargetLine.parse(shown(tuple.getValueNode())).target().name());
  }

  /** The keys and values of a watch, without those of the defaults. */
  Map<String, String> own(String target) {
    return values(find(target));
  }

  /** The keys and values of a mapping. */
  static Map<String, String> values(MappingNode mapping) {
    var values = new LinkedHashMap<String, String>();
    mapping.getValue().forEach(tuple -> values.put(name(tuple), shown(tuple.getValueNode())));
    return values;
  }

  /** Items of a list are separated by commas, maintenance windows by semicolons. */
  static String shown(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue();
      case SequenceNode sequence when sequence.getValue().isEmpty() -> YamlScalar.EMPTY_LIST;
      case SequenceNode sequence when WindowText.areWindows(sequence) -> WindowText.of(sequence);
      case SequenceNode sequence ->
          sequence.getValue().stream()
              .flatMap(item -> item instanceof ScalarNode scalar ? Stream.of(scalar) : Stream.of())
              .map(ScalarNode::getValue)
              .collect(Collectors.joining(","));
      default -> "";
    };
  }
}
