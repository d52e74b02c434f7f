package dev.parallax.web.pages;

import dev.parallax.model.endpoint.Target;
import dev.parallax.report.html.Markup;
import dev.parallax.web.request.Visit;

/** A part of the page of a target. */
public interface TargetSection {
  /** Whether the page has this part for the target. */
  boolean knows(Target target);

  /** The state of now, above all else; nothing for an unknown target. */
  void writeState(Markup html, Visit visit, Target target);

  void write(Markup html, Visit visit, Target target);
}
