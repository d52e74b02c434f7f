package dev.parallax.web.http;

/** Answers requests; called from many threads, may block. */
@FunctionalInterface
public interface Handler {
  Answer answer(WebRequest request);
}
