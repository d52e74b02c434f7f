package dev.parallax.agent.command;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.AgentProperties;
import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.HttpProxy;
import dev.parallax.agent.link.route.ProxyCredentials;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.responder.ResponderAddress;
import dev.parallax.host.CaBundle;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The options of {@code join}, checked before any connection is made. */
record JoinRequest(AgentConfig config, JoinToken token, Path state) {
  private static final Pattern LABEL =
      Pattern.compile("(?<key>[A-Za-z0-9._-]{1,64})=(?<value>[^\\p{Cntrl}]{1,256})");
  private static final String TOKEN_VARIABLE = "PARALLAX_TOKEN";

  static JoinRequest of(JoinOptions options, Map<String, String> environment) {
    var config =
        new AgentConfig(
            read("coordinator", options.coordinator, HostPort::parse),
            read("--name", options.name, VantageId::new),
            labels(options),
            options.probing.bind.map(text -> read("--bind", text, LocalAddress::parse)),
            options.probing.resolver.map(
                text -> read("--resolver", text, AgentProperties::socketAddress)),
            options.probing.allow.stream()
                .map(text -> read("--allow", text, JoinRequest::range))
                .toList(),
            options.probing.caBundle.map(text -> read("--ca-bundle", text, JoinRequest::caBundle)),
            optIns(options.optIn),
            options.responder.map(text -> read("--responder", text, ResponderAddress::parse)));
    return new JoinRequest(
        config.withProxy(proxy(options)),
        token(options.tokenFile, environment),
        read("--state", options.state, Path::of));
  }

  private static Optional<HttpProxy> proxy(JoinOptions options) {
    var file = options.proxyCredentialsFile;
    if (options.proxy.isEmpty() && file.isPresent()) {
      throw ExitException.usage("--proxy-credentials-file: expected --proxy beside it");
    }
    if (file.isPresent() && file.equals(options.tokenFile)) {
      throw ExitException.usage(
          "--proxy-credentials-file: expected another file than that of --token-file");
    }
    return options.proxy.map(url -> read("--proxy", url, HttpProxy::parse)).map(withUser(file));
  }

  private static UnaryOperator<HttpProxy> withUser(Optional<String> file) {
    var option = "--proxy-credentials-file";
    return proxy ->
        file.map(name -> SecretOption.read(option, name))
            .map(text -> read(option, text, ProxyCredentials::parse))
            .map(proxy::with)
            .orElse(proxy);
  }

  private static <T> T read(String option, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException malformed) {
      throw ExitException.usage(option + ": " + malformed.getMessage());
    }
  }

  private static Map<String, String> labels(JoinOptions options) {
    var labels = new TreeMap<String, String>();
    for (var text : options.labels) {
      var parts = LABEL.matcher(text);
      if (!parts.matches()) {
        throw ExitException.usage(
            "--label: a label is KEY=VALUE, got: " + Printable.escaped(text, Printable.LIMIT));
      }
      if (labels.put(parts.group("key"), parts.group("value")) != null) {
        throw ExitException.usage("--label: given twice: " + parts.group("key"));
      }
    }
    return labels;
  }

  /** In the canonical form that {@link Cidr} prints. */
  private static String range(String text) {
    return Cidr.parse(text).toString();
  }

  private static Path caBundle(String text) {
    return CaBundle.read(Path.of(text).toAbsolutePath().normalize()).path();
  }

  /** {@code none} stands alone: no act, and no question. */
  private static Set<Act> optIns(List<String> words) {
    if (words.equals(List.of(JoinOptions.NO_OPT_IN))) {
      return Set.of();
    }
    return words.stream()
        .map(word -> read("--opt-in", word, JoinRequest::optIn))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Act optIn(String word) {
    return Act.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an opt-in is one of "
                        + Act.words()
                        + ", or none alone, got: "
                        + Printable.escaped(word, Printable.LIMIT)));
  }

  private static JoinToken token(Optional<String> file, Map<String, String> environment) {
    var text =
        file.map(name -> SecretOption.read("--token-file", name))
            .or(() -> Optional.ofNullable(environment.get(TOKEN_VARIABLE)))
            .orElseThrow(
                () ->
                    ExitException.usage(
                        "no join token: give --token-file FILE or set " + TOKEN_VARIABLE));
    return read(file.isPresent() ? "--token-file" : TOKEN_VARIABLE, text, JoinToken::parse);
  }
}
