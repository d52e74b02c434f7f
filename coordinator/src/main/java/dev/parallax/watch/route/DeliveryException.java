package dev.parallax.watch.route;

import dev.parallax.text.Printable;

/** A receiver did not take a message; the delivery is tried again. */
public final class DeliveryException extends Exception {
  private static final int LONGEST = 200;

  /**
   * @param why without secrets; bounded here, as a part of it comes from the receiver
   */
  DeliveryException(String why) {
    super(Printable.of(why, LONGEST));
  }
}
