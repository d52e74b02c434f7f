package dev.parallax.watch.file;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of the file. What is wrong in it becomes a mistake with its line. */
final class FileSection {
  private final int line;
  private final List<Mistake> mistakes;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private FileSection(int line, List<Mistake> mistakes) {
    this.line = line;
    this.mistakes = mistakes;
  }

  /** The mapping; empty, with a mistake, where the node is none or has keys that are not known. */
  static FileSection of(Node node, String what, Set<String> known, List<Mistake> mistakes) {
    var section = new FileSection(line(node), mistakes);
    if (node instanceof MappingNode mapping) {
      section.fill(mapping, what, known);
    } else {
      section.wrong("expected a mapping for " + what + ", got: " + shown(node));
    }
    return section;
  }

  static int line(Node node) {
    return line(node.getStartMark());
  }

  static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  private void fill(MappingNode mapping, String what, Set<String> known) {
    for (var tuple : mapping.getValue()) {
      var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.isEmpty() && !known.contains(key)) {
        add(
            tuple.getKeyNode(),
            "expected a key of %s (%s), got: %s"
                .formatted(
                    what,
                    known.stream().sorted().collect(Collectors.joining(", ")),
                    shown(tuple.getKeyNode())));
      } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
        add(tuple.getKeyNode(), "the key stands twice: " + key);
      }
    }
  }

  Set<String> keys() {
    return values.keySet();
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The text of a key, converted; a refusal of the conversion is a mistake in the key's line. */
  <T> Optional<T> value(String key, Function<String, T> conversion) {
    return node(key).flatMap(node -> convert(node, key, conversion));
  }

  Optional<String> text(String key) {
    return value(key, text -> text);
  }

  /** The same of a key that must be there. */
  <T> Optional<T> required(String key, Function<String, T> conversion) {
    if (!values.containsKey(key)) {
      wrong("the key " + key + " is missing");
    }
    return value(key, conversion);
  }

  /** The texts of a sequence, converted. */
  <T> List<T> values(String key, Function<String, T> conversion) {
    var all = new ArrayList<T>();
    each(key, node -> convert(node, key, conversion).ifPresent(all::add));
    return all;
  }

  /** The nodes of a sequence. */
  void each(String key, Consumer<Node> use) {
    var node = values.get(key);
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(use);
    } else if (node != null) {
      add(node, "expected a sequence for " + key + ", got: " + shown(node));
    }
  }

  void wrong(String reason) {
    mistakes.add(new Mistake(line, reason));
  }

  /** The value; a refusal is a mistake in this mapping's line. */
  <T> Optional<T> built(Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (IllegalArgumentException refused) {
      wrong(String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  private <T> Optional<T> convert(Node node, String key, Function<String, T> conversion) {
    if (!(node instanceof ScalarNode scalar)) {
      add(node, "expected a single value for " + key + ", got: " + shown(node));
      return Optional.empty();
    }
    try {
      return Optional.of(conversion.apply(scalar.getValue()));
    } catch (IllegalArgumentException | DateTimeException refused) {
      add(node, key + ": " + refused.getMessage());
      return Optional.empty();
    }
  }

  private void add(Node node, String reason) {
    mistakes.add(new Mistake(line(node), reason));
  }

  private static String shown(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue().isEmpty() ? "nothing" : scalar.getValue();
      case MappingNode mapping -> "a mapping";
      default -> "a sequence";
    };
  }
}
