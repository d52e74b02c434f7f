package dev.parallax.demo;

/** The demo cannot go on: a program ended, or did not get ready, or said what it should not. */
final class DemoFailure extends Exception {
  private static final long serialVersionUID = 1;

  DemoFailure(String message) {
    super(message);
  }
}
