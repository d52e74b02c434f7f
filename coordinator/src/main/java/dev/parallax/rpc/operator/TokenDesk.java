package dev.parallax.rpc.operator;

import dev.parallax.fleet.enrolment.Tokens;
import dev.parallax.installer.Installer;
import dev.parallax.rpc.Caller;
import dev.parallax.store.TokenRecord;
import dev.parallax.v1.CreateTokenRequest;
import dev.parallax.v1.CreateTokenResponse;
import dev.parallax.v1.ListTokensResponse;
import dev.parallax.v1.RevokeTokenResponse;
import dev.parallax.v1.TokenSummary;
import dev.parallax.wire.Wire;
import io.grpc.Status;

/** Join tokens, for operators: creation, list and revocation. */
public final class TokenDesk {
  private final Tokens tokens;
  private final Installer installer;

  public TokenDesk(Tokens tokens, Installer installer) {
    this.tokens = tokens;
    this.installer = installer;
  }

  CreateTokenResponse create(CreateTokenRequest request) {
    var created =
        tokens.create(
            Caller.name(),
            request.getLabelsMap(),
            request.getUses() == 0 ? Tokens.DEFAULT_USES : request.getUses(),
            request.hasLifetime()
                ? Wire.span("lifetime", request.getLifetime())
                : Tokens.DEFAULT_LIFETIME);
    return CreateTokenResponse.newBuilder()
        .setToken(created.token().text())
        .setSummary(summary(created.record()))
        .setAdvertised(installer.address().toString())
        .build();
  }

  ListTokensResponse list() {
    return ListTokensResponse.newBuilder()
        .addAllTokens(tokens.list().stream().map(TokenDesk::summary).toList())
        .build();
  }

  RevokeTokenResponse revoke(String id) {
    if (!tokens.revoke(Caller.name(), id)) {
      throw Status.NOT_FOUND
          .withDescription("no such token, `parallax token ls` lists them, got: " + id)
          .asRuntimeException();
    }
    return RevokeTokenResponse.getDefaultInstance();
  }

  private static TokenSummary summary(TokenRecord record) {
    return TokenSummary.newBuilder()
        .setId(record.id())
        .putAllLabels(record.labels())
        .setUsesLeft(record.usesLeft())
        .setExpiresAt(Wire.toProto(record.expiresAt()))
        .setRevoked(record.revoked())
        .build();
  }
}
