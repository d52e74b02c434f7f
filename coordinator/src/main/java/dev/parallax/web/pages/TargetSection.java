package dev.parallax.web.pages;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.verdict.Blame;
import dev.parallax.report.html.Markup;
import dev.parallax.web.request.Visit;
import java.util.Optional;

/** A part of the page of a target. */
public interface TargetSection {
  /** Whether the page has this part for the target. */
  boolean knows(Target target);

  /** The blame of now by the looks of a watch; empty without a look. */
  Optional<Blame> blame(Target target);

  /** The state of now in one line; nothing for an unknown target. */
  void writeLine(Markup html, Visit visit, Target target);

  /** The state of now, above all else; nothing for an unknown target. */
  void writeState(Markup html, Visit visit, Target target);

  void write(Markup html, Visit visit, Target target);
}
