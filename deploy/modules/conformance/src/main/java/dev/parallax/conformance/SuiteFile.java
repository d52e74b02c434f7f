package dev.parallax.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.model.value.Bytes;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A suite as a file: each line is a JSON object with {@code id}, {@code expect}, {@code host},
 * {@code trusted} and {@code chain}; {@code time}, {@code kind}, {@code crls}, {@code depth} and
 * {@code sigalgs} may be absent.
 */
final class SuiteFile {
  private static final int TEXT_LIMIT = 100;

  private final Path file;
  private final JsonMapper json = new JsonMapper();
  private int line;

  private SuiteFile(Path file) {
    this.file = file;
  }

  /**
   * The cases in the file's order.
   *
   * @throws SuiteFileException when it cannot be read, contains no case, or a line is not a case
   */
  static List<ChainCase> read(Path file) throws SuiteFileException {
    return new SuiteFile(file).read();
  }

  private List<ChainCase> read() throws SuiteFileException {
    var cases = new ArrayList<ChainCase>();
    var ids = new HashSet<String>();
    for (var text : lines(file)) {
      line++;
      if (!text.isBlank()) {
        var read = parse(text);
        require(ids.add(read.id()), "the id is on two lines: " + read.id());
        cases.add(read);
      }
    }
    if (cases.isEmpty()) {
      throw new SuiteFileException(file, "expected a case on each line, the file is empty");
    }
    return cases;
  }

  /** The lines of a text file. */
  static List<String> lines(Path file) throws SuiteFileException {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new SuiteFileException(
          file, "cannot be read as UTF-8: " + Printable.message(unreadable));
    }
  }

  private ChainCase parse(String text) throws SuiteFileException {
    var node = object(text);
    var host = host(node.path("host"));
    return new ChainCase(
        string(node, "id"),
        host.orElse(""),
        certificates(node, "trusted"),
        certificates(node, "chain"),
        time(node),
        expected(node),
        outside(node, host));
  }

  private JsonNode object(String text) throws SuiteFileException {
    try {
      var node = json.readTree(text);
      require(node.isObject(), "expected a JSON object, got: " + shortened(text));
      return node;
    } catch (JsonProcessingException malformed) {
      throw problem("expected a JSON object, got: " + shortened(text));
    }
  }

  private ClientResult expected(JsonNode node) throws SuiteFileException {
    try {
      return ClientResult.parse(string(node, "expect"));
    } catch (IllegalArgumentException unknown) {
      throw problem("expect: " + unknown.getMessage());
    }
  }

  /** A name, or a pair of its kind and itself. */
  private static Optional<String> host(JsonNode node) {
    var name = node.isArray() ? node.path(1) : node;
    return name.isTextual() ? Optional.of(name.textValue()) : Optional.empty();
  }

  private Optional<Instant> time(JsonNode node) throws SuiteFileException {
    if (!node.hasNonNull("time")) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(string(node, "time")).toInstant());
    } catch (DateTimeException malformed) {
      throw problem("time: expected ISO 8601 with an offset, got: " + string(node, "time"));
    }
  }

  private List<Bytes> certificates(JsonNode node, String field) throws SuiteFileException {
    var list = node.path(field);
    require(list.isArray(), field + ": expected a list of Base64 strings");
    var certificates = new ArrayList<Bytes>();
    for (var encoded : list) {
      try {
        certificates.add(Bytes.copyOf(Base64.getDecoder().decode(encoded.asText())));
      } catch (IllegalArgumentException malformed) {
        throw problem(field + ": expected Base64, got: " + shortened(encoded.asText()));
      }
    }
    return certificates;
  }

  /**
   * A validator of servers' chains in handshakes has no CRL, no selectable depth and no key policy.
   */
  private static Optional<String> outside(JsonNode node, Optional<String> host) {
    if (node.path("kind").asText("SERVER").equals("CLIENT")) {
      return Optional.of("a client's certificate");
    } else if (host.isEmpty()) {
      return Optional.of("no name to be certified");
    } else if (node.path("crls").asInt(0) > 0) {
      return Optional.of("rests on a CRL");
    } else if (node.hasNonNull("depth")) {
      return Optional.of("rests on a chosen depth");
    }
    return Optional.empty();
  }

  private String string(JsonNode node, String field) throws SuiteFileException {
    var value = node.path(field);
    require(value.isTextual(), field + ": expected a string");
    return Printable.collapsed(value.textValue(), TEXT_LIMIT);
  }

  private void require(boolean holds, String otherwise) throws SuiteFileException {
    if (!holds) {
      throw problem(otherwise);
    }
  }

  private SuiteFileException problem(String detail) {
    return new SuiteFileException(file, line, detail);
  }

  private static String shortened(String text) {
    return Printable.collapsed(text, TEXT_LIMIT);
  }
}
