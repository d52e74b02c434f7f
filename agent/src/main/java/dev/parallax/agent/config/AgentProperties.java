package dev.parallax.agent.config;

import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.HttpProxy;
import dev.parallax.agent.link.route.ProxyCredentials;
import dev.parallax.agent.responder.ResponderAddress;
import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@link AgentConfig} without the owner's policy ⇄ the text of {@code agent.properties}. Older
 * versions wrote the keys {@code allow} and {@code opt-in} here, which are still read.
 */
public final class AgentProperties {
  /** The version that is written; this and older versions are read. */
  static final int FORMAT = 1;

  private static final String LABEL = "label.";

  private AgentProperties() {}

  public static String write(AgentConfig config) {
    var properties = new Properties();
    properties.setProperty("format", Integer.toString(FORMAT));
    properties.setProperty("coordinator", config.coordinator().toString());
    properties.setProperty("vantage", config.vantage().name());
    config.labels().forEach((key, value) -> properties.setProperty(LABEL + key, value));
    config.bind().ifPresent(bind -> properties.setProperty("bind", bind.getHostAddress()));
    config.resolver().ifPresent(at -> properties.setProperty("resolver", text(at)));
    config.caBundle().ifPresent(path -> properties.setProperty("ca-bundle", path.toString()));
    config.responder().ifPresent(at -> properties.setProperty("responder", at.toString()));
    config.proxy().ifPresent(proxy -> write(proxy, properties));
    return text(properties);
  }

  private static void write(HttpProxy proxy, Properties properties) {
    properties.setProperty("proxy", proxy.toString());
    proxy
        .credentials()
        .ifPresent(
            known ->
                properties.setProperty("proxy-credentials", known.user() + ":" + known.password()));
  }

  /**
   * Reads the format of {@link #write}.
   *
   * @throws IllegalArgumentException naming the key, when a value is missing or malformed
   */
  public static AgentConfig read(String text) {
    var properties = parse(text);
    checkFormat(required(properties, "format"));
    var config =
        new AgentConfig(
            HostPort.parse(required(properties, "coordinator")),
            new VantageId(required(properties, "vantage")),
            labels(properties),
            optional(properties, "bind").map(InetAddress::ofLiteral),
            optional(properties, "resolver").map(AgentProperties::socketAddress),
            list(properties, "allow"),
            optional(properties, "ca-bundle").map(Path::of),
            list(properties, "opt-in").stream()
                .map(AgentProperties::act)
                .collect(Collectors.toUnmodifiableSet()),
            optional(properties, "responder").map(ResponderAddress::parse));
    return config.withProxy(optional(properties, "proxy").map(url -> proxy(url, properties)));
  }

  private static HttpProxy proxy(String url, Properties properties) {
    var proxy = HttpProxy.parse(url);
    return optional(properties, "proxy-credentials")
        .map(ProxyCredentials::parse)
        .map(proxy::with)
        .orElse(proxy);
  }

  /** An address literal and a port. */
  public static InetSocketAddress socketAddress(String text) {
    var at = HostPort.parse(text);
    return new InetSocketAddress(InetAddress.ofLiteral(at.host()), at.port());
  }

  private static void checkFormat(String format) {
    if (!format.matches("[0-9]{1,6}") || Integer.parseInt(format) > FORMAT) {
      throw new IllegalArgumentException(
          "it has format " + format + ", this version reads up to " + FORMAT);
    }
  }

  private static Map<String, String> labels(Properties properties) {
    var labels = new TreeMap<String, String>();
    for (var key : properties.stringPropertyNames()) {
      if (key.startsWith(LABEL)) {
        labels.put(key.substring(LABEL.length()), required(properties, key));
      }
    }
    return labels;
  }

  private static Act act(String word) {
    return Act.of(word)
        .orElseThrow(() -> new IllegalArgumentException("opt-in names no known act: " + word));
  }

  private static List<String> list(Properties properties, String key) {
    return optional(properties, key).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static String required(Properties properties, String key) {
    return optional(properties, key)
        .orElseThrow(() -> new IllegalArgumentException("it lacks " + key));
  }

  private static Optional<String> optional(Properties properties, String key) {
    return Optional.ofNullable(properties.getProperty(key));
  }

  private static String text(InetSocketAddress at) {
    return new HostPort(at.getAddress().getHostAddress(), at.getPort()).toString();
  }

  private static Properties parse(String text) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return properties;
  }

  /** Sorted, without the date that {@link Properties#store} writes first. */
  private static String text(Properties properties) {
    var out = new StringWriter();
    try {
      properties.store(out, null);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
