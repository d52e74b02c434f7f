package dev.parallax.agent.classify.handshake;

import dev.parallax.model.plan.HelloRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a ClientHello (RFC 8446, section 4.1.2) from a recipe. Fields that the recipe does not
 * define are constant, so that two hosts with one recipe differ only in {@link HelloChance}.
 */
public final class HelloWriter {
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int TLS10 = 0x0301;
  private static final int TLS12 = 0x0303;
  private static final int RANDOM = 32;
  private static final int HEADER = 4;
  private static final int EXTENSION_HEADER = 4;

  private final HelloRecipe recipe;
  private final HelloExtensions extensions;
  private final HelloChance chance;

  private HelloWriter(HelloRecipe recipe, HelloExtensions extensions, HelloChance chance) {
    this.recipe = recipe;
    this.extensions = extensions;
    this.chance = chance;
  }

  /**
   * The ClientHello in one TLS record.
   *
   * @throws IllegalArgumentException when the recipe or the server name is invalid
   */
  public static byte[] record(HelloRecipe recipe, Optional<String> serverName, HelloChance chance) {
    var extensions = new HelloExtensions(recipe, serverName, chance);
    var message = new HelloWriter(recipe, extensions, chance).message();
    return ByteWriter.of(
        record -> record.u8(HANDSHAKE).u16(TLS10).u16(message.length).raw(message));
  }

  private byte[] message() {
    var head = ByteWriter.of(this::head);
    var before = extensions();
    int unpadded = HEADER + head.length + 2 + before.length;
    var all =
        ByteWriter.of(bytes -> bytes.raw(before).raw(padding(recipe.shape().size() - unpadded)));
    return ByteWriter.of(
        message ->
            message
                .u8(CLIENT_HELLO)
                .u24(head.length + 2 + all.length)
                .raw(head)
                .u16(all.length)
                .raw(all));
  }

  private void head(ByteWriter hello) {
    hello
        .u16(TLS12)
        .raw(chance.random(RANDOM))
        .vector8(session -> session.raw(chance.random(offersTls13() ? RANDOM : 0)))
        .vector16(ciphers -> ciphers.all16(ciphers()))
        .vector8(compression -> compression.u8(0));
  }

  private boolean offersTls13() {
    return recipe.versions().contains(TlsVersionCodes.TLS13);
  }

  /** A suite no offered version could use is left out, as every engine does. */
  private List<Integer> ciphers() {
    boolean older =
        recipe.versions().stream().anyMatch(version -> !version.equals(TlsVersionCodes.TLS13));
    var codes =
        new ArrayList<Integer>(recipe.shape().grease() ? List.of(Grease.CIPHER) : List.of());
    recipe.ciphers().stream()
        .filter(name -> CipherSuites.isModern(name) ? offersTls13() : older)
        .map(CipherSuites::code)
        .forEach(codes::add);
    return codes;
  }

  private byte[] extensions() {
    var bytes = new ByteWriter();
    if (recipe.shape().grease()) {
      extension(bytes, Grease.FIRST_EXTENSION, new byte[0]);
    }
    recipe
        .shape()
        .extensions()
        .forEach(type -> extensions.body(type).ifPresent(body -> extension(bytes, type, body)));
    if (recipe.shape().grease()) {
      extension(bytes, Grease.LAST_EXTENSION, new byte[1]);
    }
    return bytes.toArray();
  }

  private static void extension(ByteWriter bytes, int type, byte[] body) {
    bytes.u16(type).u16(body.length).raw(body);
  }

  /** RFC 7685; empty when the header of the extension does not fit. */
  private byte[] padding(int missing) {
    boolean wanted = recipe.shape().extensions().contains(TlsExtension.PADDING);
    if (!wanted || missing < EXTENSION_HEADER) {
      return new byte[0];
    }
    return ByteWriter.of(
        bytes -> extension(bytes, TlsExtension.PADDING, new byte[missing - EXTENSION_HEADER]));
  }
}
