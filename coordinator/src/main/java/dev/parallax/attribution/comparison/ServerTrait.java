package dev.parallax.attribution.comparison;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.witness.ForgedResets;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.TlsStep;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** A property of a server that its clients see alike, wherever they are. */
public enum ServerTrait {
  /** SHA-256 of the leaf certificate, lower-case hex. */
  LEAF,
  /** The TLS version, cipher suite and ALPN protocol that the server chose. */
  TLS_PARAMETERS,
  /** The {@code Server} header of HTTP. */
  SERVER_HEADER,
  /** The TTL of the SYN-ACK at its sender: the next of 64, 128 and 255. */
  INITIAL_TTL;

  private static final int UNIX = 64;
  private static final int WINDOWS = 128;
  private static final int ROUTER = 255;

  /** Such as {@code initial_ttl}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty for a trial that does not show it. */
  public Optional<String> of(ClassifiedTrial trial) {
    var steps = trial.seen().steps();
    return switch (this) {
      case LEAF -> trial.leaf();
      case TLS_PARAMETERS -> steps.tls().map(TlsStep::agreed).flatMap(ServerTrait::parameters);
      case SERVER_HEADER ->
          steps
              .http()
              .map(HttpStep::headers)
              .flatMap(headers -> Optional.ofNullable(headers.get("server")));
      case INITIAL_TTL ->
          steps.packets().map(ForgedResets::serverTtl).filter(ttl -> ttl > 0).map(this::initial);
    };
  }

  /**
   * The request that the trait answers: servers choose TLS parameters by the offer of the client.
   */
  Optional<String> request(ClassifiedTrial trial) {
    return this == TLS_PARAMETERS
        ? trial.seen().steps().tls().map(tls -> tls.hello().ja4()).filter(NOT_EMPTY)
        : Optional.of("");
  }

  private static final Predicate<String> NOT_EMPTY = Predicate.not(String::isEmpty);

  private static Optional<String> parameters(TlsStep.Agreed agreed) {
    return Optional.of(agreed)
        .filter(known -> !known.version().isEmpty() && !known.cipher().isEmpty())
        .map(known -> String.join(" ", known.version(), known.cipher(), known.alpn()).strip());
  }

  private String initial(int ttl) {
    return Integer.toString(ttl <= UNIX ? UNIX : ttl <= WINDOWS ? WINDOWS : ROUTER);
  }
}
