package dev.parallax.agent.service;

import dev.parallax.agent.config.ExitException;
import dev.parallax.agent.responder.Responder;
import dev.parallax.agent.responder.ResponderAddress;
import dev.parallax.agent.responder.Witness;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.FileErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This agent's responder, open from {@link #open} to {@link #close}. */
final class ResponderService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ResponderService.class);

  private final VantageId self;
  private final InetSocketAddress at;
  private final ResponderAddress announced;
  private volatile Optional<Responder> responder = Optional.empty();

  /**
   * Without an open socket.
   *
   * @param bind listens at this address only; absent means every address of the host
   */
  ResponderService(VantageId self, Optional<InetAddress> bind, ResponderAddress announced) {
    this.self = self;
    this.announced = announced;
    this.at =
        bind.map(address -> new InetSocketAddress(address, announced.port()))
            .orElseGet(() -> new InetSocketAddress(announced.port()));
  }

  /**
   * Listens.
   *
   * @throws ExitException when the port cannot be had
   */
  void open() {
    try {
      responder = Optional.of(Responder.start(self, at));
      log.info("responder listens on {}, announced as {}", at, announced);
    } catch (IOException taken) {
      throw ExitException.usage("--responder: " + FileErrors.of(taken));
    }
  }

  Optional<Witness> witness() {
    return responder.map(Witness.class::cast);
  }

  @Override
  public void close() {
    responder.ifPresent(Responder::close);
  }
}
