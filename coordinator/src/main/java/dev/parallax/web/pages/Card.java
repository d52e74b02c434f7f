package dev.parallax.web.pages;

import dev.parallax.report.html.Markup;

/**
 * An entry in a list of cards: its content, and an aside.
 *
 * @param tone the class of the style sheet that colours the card
 */
public record Card(String tone, Markup.Body content, Markup.Body aside) {
  /** Writes the card as an item of the list. */
  public void write(Markup html) {
    html.in("li", () -> parts(html), "class", "card " + tone).line();
  }

  private void parts(Markup html) {
    html.in("div", content, "class", "what");
    html.in("div", aside, "class", "aside");
  }
}
