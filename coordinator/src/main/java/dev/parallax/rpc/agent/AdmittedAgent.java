package dev.parallax.rpc.agent;

import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of an agent before its first message.
 *
 * @param labels as stored
 * @param remote the address of its connection; absent in process
 * @param lookedUp what the operator's address database has of that address
 * @param certificate of its admission; absent in process
 */
record AdmittedAgent(
    VantageId id,
    Map<String, String> labels,
    Optional<InetAddress> remote,
    Map<String, String> lookedUp,
    Optional<X509Certificate> certificate) {
  AdmittedAgent {
    labels = Map.copyOf(labels);
    lookedUp = Map.copyOf(lookedUp);
  }
}
