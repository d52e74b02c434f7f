package dev.parallax.agent.classify.handshake;

import dev.parallax.model.plan.HelloRecipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The bodies of the extensions of a recipe. */
final class HelloExtensions {
  /**
   * As BoringSSL offers them, so that a hello written here differs from an engine's only in shape.
   */
  private static final List<Integer> SIGNATURES =
      List.of(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601, 0x0201);

  /** A browser's, which no longer accepts SHA-1. */
  private static final List<Integer> BROWSER_SIGNATURES = SIGNATURES.subList(0, 8);

  private static final int OCSP = 1;
  private static final int BROTLI = 2;
  private static final int PSK_WITH_DHE = 1;

  /** GREASE ECH (RFC 9849, section 6.2): HKDF-SHA256 and AES-128-GCM, an X25519 key. */
  private static final int OUTER = 0;

  private static final int HKDF_SHA256 = 1;
  private static final int AES_128_GCM = 1;

  /** An inner hello of 160 bytes, and the tag. */
  private static final int ECH_PAYLOAD = 160 + 16;

  private final HelloRecipe recipe;
  private final Optional<String> serverName;
  private final HelloChance chance;

  HelloExtensions(HelloRecipe recipe, Optional<String> serverName, HelloChance chance) {
    this.recipe = recipe;
    this.serverName = serverName;
    this.chance = chance;
  }

  /**
   * The body of an extension; empty when this hello has no use for it.
   *
   * @throws IllegalArgumentException for a type that cannot be written
   */
  Optional<byte[]> body(int type) {
    var given = recipe.shape().bodies().get(type);
    return given == null ? computed(type) : Optional.of(given.toArray());
  }

  private Optional<byte[]> computed(int type) {
    return switch (type) {
      case TlsExtension.SERVER_NAME -> serverName.map(HelloExtensions::serverName);
      case TlsExtension.ALPN -> given(recipe.alpn()).map(HelloExtensions::alpn);
      case TlsExtension.APPLICATION_SETTINGS ->
          given(recipe.alpn()).map(all -> alpn(all.subList(0, 1)));
      case TlsExtension.SUPPORTED_VERSIONS -> modern(this::versions);
      case TlsExtension.PSK_KEY_EXCHANGE_MODES ->
          modern(bytes -> bytes.vector8(modes -> modes.u8(PSK_WITH_DHE)));
      case TlsExtension.KEY_SHARE -> modern(bytes -> bytes.vector16(this::shares));
      case TlsExtension.PADDING -> Optional.empty();
      default -> Optional.of(fixed(type));
    };
  }

  private byte[] fixed(int type) {
    return switch (type) {
      case TlsExtension.STATUS_REQUEST -> ByteWriter.of(bytes -> bytes.u8(OCSP).u16(0).u16(0));
      case TlsExtension.SUPPORTED_GROUPS ->
          ByteWriter.of(bytes -> bytes.vector16(list -> list.all16(groups())));
      case TlsExtension.EC_POINT_FORMATS ->
          ByteWriter.of(bytes -> bytes.vector8(list -> list.u8(0)));
      case TlsExtension.SIGNATURE_ALGORITHMS ->
          ByteWriter.of(bytes -> bytes.vector16(list -> list.all16(signatures())));
      case TlsExtension.SIGNED_CERTIFICATE_TIMESTAMP,
          TlsExtension.EXTENDED_MASTER_SECRET,
          TlsExtension.SESSION_TICKET ->
          new byte[0];
      case TlsExtension.COMPRESS_CERTIFICATE ->
          ByteWriter.of(bytes -> bytes.vector8(list -> list.u16(BROTLI)));
      case TlsExtension.ENCRYPTED_CLIENT_HELLO -> ByteWriter.of(this::encryptedHello);
      case TlsExtension.RENEGOTIATION_INFO -> new byte[1];
      default ->
          throw new IllegalArgumentException("an extension that can be written, got: " + type);
    };
  }

  private static byte[] serverName(String name) {
    var host = name.getBytes(StandardCharsets.US_ASCII);
    return ByteWriter.of(
        bytes -> bytes.vector16(list -> list.u8(0).vector16(inner -> inner.raw(host))));
  }

  private static byte[] alpn(List<String> protocols) {
    return ByteWriter.of(
        bytes ->
            bytes.vector16(
                list -> protocols.forEach(name -> list.vector8(inner -> inner.ascii(name)))));
  }

  private static Optional<List<String>> given(List<String> protocols) {
    return Optional.of(protocols).filter(list -> !list.isEmpty());
  }

  private Optional<byte[]> modern(Consumer<ByteWriter> body) {
    return recipe.versions().contains(TlsVersionCodes.TLS13)
        ? Optional.of(ByteWriter.of(body))
        : Optional.empty();
  }

  private void versions(ByteWriter bytes) {
    var newestFirst =
        recipe.versions().stream().map(TlsVersionCodes::code).sorted(Comparator.reverseOrder());
    bytes.vector8(list -> list.all16(greased(Grease.VERSION, newestFirst)));
  }

  private List<Integer> groups() {
    return greased(Grease.GROUP, recipe.groups().stream().map(name -> Group.named(name).code()));
  }

  private List<Integer> greased(int grease, Stream<Integer> values) {
    var all = new ArrayList<Integer>(recipe.shape().grease() ? List.of(grease) : List.of());
    values.forEach(all::add);
    return all;
  }

  private List<Integer> signatures() {
    return recipe.shape().grease() ? BROWSER_SIGNATURES : SIGNATURES;
  }

  /** A share for the preferred group, and a classical share in addition to a hybrid. */
  private void shares(ByteWriter list) {
    if (recipe.shape().grease()) {
      list.u16(Grease.GROUP).vector16(share -> share.u8(0));
    }
    if (!recipe.shape().shares().isEmpty()) {
      recipe.shape().shares().stream().map(Group::named).forEach(group -> share(list, group));
      return;
    }
    var groups = recipe.groups().stream().map(Group::named).toList();
    var favourite = groups.stream().limit(1);
    var classical = groups.stream().skip(1).filter(group -> !group.isHybrid()).limit(1);
    boolean both = groups.stream().limit(1).anyMatch(Group::isHybrid);
    Stream.concat(favourite, both ? classical : Stream.empty())
        .forEach(group -> share(list, group));
  }

  private void share(ByteWriter list, Group group) {
    list.u16(group.code()).vector16(key -> key.raw(chance.share(group)));
  }

  private void encryptedHello(ByteWriter bytes) {
    bytes
        .u8(OUTER)
        .u16(HKDF_SHA256)
        .u16(AES_128_GCM)
        .raw(chance.random(1))
        .vector16(enc -> enc.raw(chance.share(Group.X25519)))
        .vector16(payload -> payload.raw(chance.random(ECH_PAYLOAD)));
  }
}
