package dev.parallax.model.plan;

import java.util.ArrayList;
import java.util.List;

/** The recipes of the arms with another ClientHello. */
final class HelloRecipes {
  private static final String TLS12 = "TLSv1.2";
  private static final String TLS13 = "TLSv1.3";

  /** IANA extension types. */
  private static final int SERVER_NAME = 0;

  private static final int STATUS_REQUEST = 5;
  private static final int SUPPORTED_GROUPS = 10;
  private static final int EC_POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int ALPN = 16;
  private static final int PADDING = 21;
  private static final int EXTENDED_MASTER_SECRET = 23;
  private static final int SESSION_TICKET = 35;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int PSK_KEY_EXCHANGE_MODES = 45;
  private static final int KEY_SHARE = 51;
  private static final int ENCRYPTED_CLIENT_HELLO = 0xFE0D;
  private static final int RENEGOTIATION_INFO = 0xFF01;

  /** The engine's extensions in its order, without its padding. */
  private static final List<Integer> PLAIN =
      List.of(
          SERVER_NAME,
          EXTENDED_MASTER_SECRET,
          RENEGOTIATION_INFO,
          SUPPORTED_GROUPS,
          EC_POINT_FORMATS,
          SESSION_TICKET,
          ALPN,
          STATUS_REQUEST,
          SIGNATURE_ALGORITHMS,
          KEY_SHARE,
          PSK_KEY_EXCHANGE_MODES,
          SUPPORTED_VERSIONS);

  /** More than one segment on every path with an MTU of up to 1,500 bytes. */
  private static final int BIG = 1_700;

  private static final int MODERN_SUITES = 3;

  private HelloRecipes() {}

  static HelloRecipe of(Arm arm) {
    return switch (arm) {
      case TLS12 -> HelloRecipe.STANDARD.only(TLS12);
      case TLS13 -> HelloRecipe.STANDARD.only(TLS13);
      case SMALL_HELLO -> HelloRecipe.STANDARD.shaped(shape(PLAIN, false, 0));
      case BIG_HELLO -> HelloRecipe.STANDARD.shaped(shape(with(PLAIN, PADDING), false, BIG));
      case ECH_GREASE ->
          HelloRecipe.STANDARD.shaped(shape(with(PLAIN, ENCRYPTED_CLIENT_HELLO), false, 0));
      default -> throw new IllegalArgumentException("an arm with a recipe, got: " + arm);
    };
  }

  /**
   * A TLS 1.3 suite by TLS 1.3, any other by TLS 1.2; by hand when no engine can offer it alone.
   */
  static HelloRecipe suite(String cipher) {
    int known = HelloRecipe.STANDARD.ciphers().indexOf(cipher);
    boolean modern = !cipher.contains("_WITH_");
    var alone = HelloRecipe.STANDARD.only(modern ? TLS13 : TLS12).suite(cipher);
    return known >= MODERN_SUITES ? alone : alone.shaped(shape(PLAIN, false, 0));
  }

  private static HelloShape shape(List<Integer> extensions, boolean grease, int size) {
    return new HelloShape(extensions, grease, size, HelloShape.Split.WHOLE);
  }

  private static List<Integer> with(List<Integer> extensions, int last) {
    var all = new ArrayList<>(extensions);
    all.add(last);
    return all;
  }
}
