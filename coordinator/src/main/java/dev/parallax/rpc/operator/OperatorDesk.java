package dev.parallax.rpc.operator;

import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.rpc.Caller;
import dev.parallax.rpc.RoleInterceptor;
import dev.parallax.store.OperatorRecord;
import dev.parallax.store.Store;
import dev.parallax.text.Printable;
import dev.parallax.v1.ListOperatorsResponse;
import dev.parallax.v1.OperatorCertificate;
import dev.parallax.v1.RevokeOperatorResponse;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import java.util.function.Consumer;

/** Operator certificates, for operators: list and revocation. */
public final class OperatorDesk {
  private final Store store;
  private final Audit audit;
  private final Consumer<String> afterRevocation;

  /**
   * @param afterRevocation ends the open connections of a certificate, given by its serial number
   */
  public OperatorDesk(Store store, Audit audit, Consumer<String> afterRevocation) {
    this.store = store;
    this.audit = audit;
    this.afterRevocation = afterRevocation;
  }

  ListOperatorsResponse list() {
    return ListOperatorsResponse.newBuilder()
        .addAllOperators(store.operators().stream().map(OperatorDesk::message).toList())
        .build();
  }

  RevokeOperatorResponse revoke(String serial) {
    if (!store.revokeOperator(serial)) {
      throw Status.NOT_FOUND
          .withDescription(
              "no such operator certificate, `parallax operators` lists them, got: "
                  + Printable.of(serial))
          .asRuntimeException();
    }
    audit.record(Caller.name(), "revoke operator certificate " + serial);
    return RevokeOperatorResponse.getDefaultInstance();
  }

  /**
   * Called once the response has been sent: the caller's own connection may be among those that are
   * closed.
   */
  void cut(String serial) {
    if (store.operator(serial).filter(OperatorRecord::revoked).isPresent()) {
      afterRevocation.accept(serial);
    }
  }

  private static OperatorCertificate message(OperatorRecord record) {
    return OperatorCertificate.newBuilder()
        .setSerial(record.serial())
        .setName(record.name())
        .setNotAfter(Wire.toProto(record.notAfter()))
        .setRevoked(record.revoked())
        .setOwn(
            RoleInterceptor.ROLE.get() instanceof Role.Operator caller
                && caller.serial().equals(record.serial()))
        .build();
  }
}
