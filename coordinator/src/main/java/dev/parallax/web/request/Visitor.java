package dev.parallax.web.request;

/**
 * An authorised visitor.
 *
 * @param name as in the audit log, e.g. {@code operator local}
 * @param session the binding of a form to its visitor
 * @param loggedIn whether there is a session to end
 */
public record Visitor(String name, String session, boolean loggedIn) {}
