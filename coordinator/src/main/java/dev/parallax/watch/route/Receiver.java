package dev.parallax.watch.route;

import dev.parallax.watch.message.Message;
import java.util.List;

/** Delivers messages to one route. */
@FunctionalInterface
public interface Receiver {
  /**
   * Delivers messages, and returns when the receiver has taken all of them.
   *
   * @param messages 1 or more of one language
   */
  void deliver(List<Message> messages) throws DeliveryException, InterruptedException;
}
