package dev.parallax.agent.probe.tls;

import dev.parallax.agent.classify.handshake.Group;
import dev.parallax.agent.classify.handshake.HelloChance;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** Random bytes and real keys, whose private parts are discarded at once. */
public final class HelloKeys implements HelloChance {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int X25519 = 32;
  private static final int MLKEM768 = 1184;

  @Override
  public byte[] random(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  @Override
  public byte[] share(Group group) {
    try {
      return switch (group) {
        case X25519 -> generated("X25519", X25519);
        case P256 -> curve("secp256r1", 32);
        case P384 -> curve("secp384r1", 48);
        case P521 -> curve("secp521r1", 66);
        case X25519_MLKEM768 ->
            joined(generated("ML-KEM-768", MLKEM768), generated("X25519", X25519));
        default ->
            throw new IllegalArgumentException("a group keys can be made for, got: " + group);
      };
    } catch (GeneralSecurityException missing) {
      throw new IllegalArgumentException(missing);
    }
  }

  private static byte[] generated(String algorithm, int length) throws GeneralSecurityException {
    return end(KeyPairGenerator.getInstance(algorithm), length);
  }

  /** An uncompressed point. */
  private static byte[] curve(String name, int coordinate) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return end(generator, 1 + 2 * coordinate);
  }

  /** A SubjectPublicKeyInfo (RFC 5280, section 4.1) ends with the key itself. */
  private static byte[] end(KeyPairGenerator generator, int length) {
    var encoded = generator.generateKeyPair().getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
