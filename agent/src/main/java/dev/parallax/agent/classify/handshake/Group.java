package dev.parallax.agent.classify.handshake;

import java.util.Arrays;
import java.util.Optional;

/** Key exchange groups of the IANA TLS Supported Groups registry. */
public enum Group {
  P256(23, "secp256r1", "P-256"),
  P384(24, "secp384r1", "P-384"),
  P521(25, "secp521r1", "P-521"),
  X25519(29, "x25519", "X25519"),
  X448(30, "x448", "X448"),
  FFDHE2048(256, "ffdhe2048", "ffdhe2048"),
  FFDHE3072(257, "ffdhe3072", "ffdhe3072"),
  P256_MLKEM768(4587, "SecP256r1MLKEM768", "SecP256r1MLKEM768"),
  X25519_MLKEM768(4588, "X25519MLKEM768", "X25519MLKEM768"),
  P384_MLKEM1024(4589, "SecP384r1MLKEM1024", "SecP384r1MLKEM1024");

  private final int code;
  private final String iana;
  private final String recipe;

  Group(int code, String iana, String recipe) {
    this.code = code;
    this.iana = iana;
    this.recipe = recipe;
  }

  int code() {
    return code;
  }

  /** A hybrid group, half post-quantum: clients send a classical key share as well. */
  boolean isHybrid() {
    return code >= P256_MLKEM768.code;
  }

  /** The IANA name; {@code 0x1234} for a number outside this list. */
  static String name(int code) {
    return Arrays.stream(values())
        .filter(group -> group.code == code)
        .findFirst()
        .map(group -> group.iana)
        .orElse("0x%04X".formatted(code));
  }

  /** By the name a recipe calls it, which is OpenSSL's. */
  static Group named(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("a group known here, got: " + name));
  }

  private static Optional<Group> find(String name) {
    return Arrays.stream(values()).filter(group -> group.recipe.equals(name)).findFirst();
  }
}
