package dev.parallax.text;

import java.net.InetAddress;
import java.util.Comparator;

/**
 * The order of addresses where no measurement orders them: the alphabetical order of their textual
 * forms. It does not depend on the order of a resolver's answers.
 */
public final class AddressOrder {
  public static final Comparator<InetAddress> TEXTUAL =
      Comparator.comparing(InetAddress::getHostAddress);

  private AddressOrder() {}
}
