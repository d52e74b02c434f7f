package dev.parallax.web.request;

/**
 * Who asks, once it is known that they may.
 *
 * @param name as the audit has it, e.g. {@code operator local}
 * @param session what ties a form to who was shown it
 * @param loggedIn whether there is a session to leave
 */
public record Visitor(String name, String session, boolean loggedIn) {}
