package dev.parallax.rpc.agent;

import dev.parallax.model.VantageId;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * What the coordinator knows of an agent before its first message.
 *
 * @param labels as stored
 * @param remote the address of its connection; none in process
 * @param certificate by which it was admitted; none in process
 */
record AdmittedAgent(
    VantageId id,
    Map<String, String> labels,
    Optional<InetAddress> remote,
    Optional<X509Certificate> certificate) {
  AdmittedAgent {
    labels = Map.copyOf(labels);
  }
}
