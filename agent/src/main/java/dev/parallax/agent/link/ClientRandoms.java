package dev.parallax.agent.link;

import com.google.protobuf.ByteString;
import dev.parallax.v1.CollectSightings;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** The ClientHello randoms of a {@link CollectSightings}, within the contract's bounds. */
final class ClientRandoms {
  /** Of one message, by the contract. */
  private static final int LIMIT = 20_000;

  /** RFC 8446, section 4.1.2. */
  private static final int BYTES = 32;

  private ClientRandoms() {}

  /** Lower-case hex; values of another length than 32 bytes name no connection and are left out. */
  static Set<String> of(CollectSightings wanted) {
    return wanted.getClientRandomsList().stream()
        .limit(LIMIT)
        .filter(random -> random.size() == BYTES)
        .map(ByteString::toByteArray)
        .map(HexFormat.of()::formatHex)
        .collect(Collectors.toUnmodifiableSet());
  }
}
