package dev.parallax.text;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Seeded random texts, mostly of characters that do harm. */
public final class HostileText {
  private static final String[] FRAGMENTS = {
    "\u001b[31m",
    "\u001b]0;title\u0007",
    "\u009b2J",
    "\u001bPq#0\u001b\\",
    "\u001b]8;;http://e",
    "\r\n",
    "\n",
    "\r",
    "\t",
    "\u000b",
    "\u0085",
    "\u2028",
    "\u2029",
    "\u0000",
    "\u007f",
    "\u009f",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u061c",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u3164",
    "\uffa0",
    "\ufe0f",
    "\udb40\udc41",
    "\udb40\udc00",
    "\udb40\udd10",
    "\ud800",
    "\udfff",
    "\udc00\ud800",
    "\ue000",
    "\uffff",
    "\udbff\udfff",
    "\ud83d\ude00",
    "中文",
    "é",
    "e\u0301",
    "\u00a0",
    "\u3000",
    " ",
    "  ",
    "plain",
    "\\",
    "\"",
    "`",
    "%0A",
    "::error::"
  };

  private HostileText() {}

  public static Stream<String> many() {
    return IntStream.range(0, 5_000).mapToObj(seed -> one(new Random(seed)));
  }

  private static String one(Random chance) {
    return IntStream.range(0, chance.nextInt(30))
        .mapToObj(i -> fragment(chance))
        .collect(Collectors.joining());
  }

  private static String fragment(Random chance) {
    return switch (chance.nextInt(4)) {
      case 0 -> Character.toString((char) chance.nextInt(0x10000));
      case 1 -> Character.toString(chance.nextInt(Character.MAX_CODE_POINT + 1));
      default -> FRAGMENTS[chance.nextInt(FRAGMENTS.length)];
    };
  }
}
