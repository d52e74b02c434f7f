package dev.parallax.sweep.request;

/** A selector matches no vantage at all. */
public final class NoVantagesException extends RuntimeException {
  public NoVantagesException(String selector, int known) {
    super("the selector matches none of the " + known + " vantages, got: " + selector);
  }
}
