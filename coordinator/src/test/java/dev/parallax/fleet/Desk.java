package dev.parallax.fleet;

import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.authority.Identity;
import dev.parallax.fleet.authority.OperatorFiles;
import dev.parallax.fleet.enrolment.Admission;
import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.fleet.enrolment.Enrolment;
import dev.parallax.fleet.enrolment.IdentityConflicts;
import dev.parallax.fleet.enrolment.Tokens;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;

/** The enrolment and admission of a coordinator, over a folder and a fixed clock. */
public final class Desk implements AutoCloseable {
  public final SettableClock clock = new SettableClock("2031-05-01T12:00:00Z");
  public final CertificateAuthority authority;
  public final Store store;
  public final Tokens tokens;
  public final Enrolment enrolment;
  public final Admission admission;
  public final IdentityConflicts conflicts;

  public Desk(Path folder) {
    var random = new SecureRandom();
    authority = CertificateAuthority.open(folder.resolve("ca"), clock, random);
    store = SqliteStore.open(folder.resolve("store.db"));
    var audit = new Audit(store, clock);
    tokens = new Tokens(store, authority, audit, clock, random);
    conflicts = new IdentityConflicts(audit, clock);
    admission = new Admission(authority, store, conflicts, clock);
    enrolment = new Enrolment(store, authority, tokens, admission, audit, clock, random);
  }

  /** A token for one use in the next hour. */
  public String token() {
    return tokens.create("operator:test", Map.of(), 1, Tokens.DEFAULT_LIFETIME).token().text();
  }

  /** The certificate of a vantage that has just joined. */
  public X509Certificate joined(String name, AgentKeys keys) {
    return enrolment.enrol(token(), name, Map.of(), keys.signingRequest()).certificate();
  }

  public Identity operator() {
    return authority.operator(OperatorFiles.NAME);
  }

  @Override
  public void close() {
    store.close();
  }
}
