package dev.parallax.cli.output;

import dev.parallax.model.verdict.Blame;
import dev.parallax.report.words.Catalogue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Adds colours to a text report; every coloured text also has a symbol. */
public final class ReportColours {
  private static final Pattern GOOD = Pattern.compile("✓ [0-9.]+(?:ms|s|/[0-9]+)?");
  private static final Pattern MIXED = Pattern.compile("~ [0-9]+/[0-9]+");
  private static final Pattern BAD = Pattern.compile("✗ [0-9]+/[0-9]+|─✗\\??─");
  private static final Pattern RULE = Pattern.compile("(?m)^─{40,}$");
  private static final Pattern APART = Pattern.compile("(?m)^≠ .*$");
  private static final String BOLD = "1";
  private static final String DIM = "2";
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";

  private ReportColours() {}

  public static String of(String text, Catalogue catalogue) {
    var painted = text;
    for (var blame : Blame.values()) {
      painted = paint(painted, headline(blame, catalogue), BOLD + ";" + colour(blame));
    }
    painted = paint(painted, headings(catalogue), BOLD);
    painted = paint(paint(painted, RULE, DIM), APART, BOLD);
    return paint(paint(paint(painted, GOOD, GREEN), MIXED, YELLOW), BAD, RED);
  }

  /** The blame at the beginning of the sentence. */
  private static Pattern headline(Blame blame, Catalogue catalogue) {
    var word = Pattern.quote(catalogue.blame(blame));
    return Pattern.compile("(?m)^(?:── )?" + word + "(?: / [^ ]+)?(?= — |：|$| [A-Z][0-9]+$)");
  }

  private static String colour(Blame blame) {
    return switch (blame) {
      case HEALTHY -> GREEN;
      case INCONCLUSIVE -> YELLOW;
      case ORIGIN, REGION, PATH, VANTAGE -> RED;
    };
  }

  private static Pattern headings(Catalogue catalogue) {
    var words = catalogue.headings().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile("(?m)^(?:" + words + ")(?=$|:|：|  )");
  }

  private static String paint(String text, Pattern what, String colour) {
    return what.matcher(text).replaceAll("\u001b[" + colour + "m$0\u001b[0m");
  }
}
