package dev.parallax.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuotedWordsTest {
  @Test
  void blanksWithinQuotesBelongToTheWord() {
    assertEquals(
        List.of("https://shop.example", "body~all is well", "header=A: \"b\""),
        QuotedWords.split("  https://shop.example\t body~'all is well' 'header=A: \"b\"' # note"));
  }

  @Test
  void aNumberSignWithinAWordIsNoComment() {
    assertEquals(List.of("body~a#b", "body~ # "), QuotedWords.split("body~a#b 'body~ # ' #c"));
  }

  @Test
  void aBackslashStandsForItself() {
    assertEquals(List.of("body~\\d+\\s"), QuotedWords.split("body~\\d+\\s"));
  }

  @Test
  void aQuotationWithoutEndIsRefused() {
    assertEquals(
        "a quotation ends with ', got: 'all is well",
        assertThrows(IllegalArgumentException.class, () -> QuotedWords.split("body~'all is well"))
            .getMessage());
  }

  @Test
  void joinedWordsAreSplitAgain() {
    var words = List.of("a", "b c", "d\"e", "f'g \"h\"", "#i", "body~'");
    assertEquals(words, QuotedWords.split(QuotedWords.joined(words)));
  }
}
