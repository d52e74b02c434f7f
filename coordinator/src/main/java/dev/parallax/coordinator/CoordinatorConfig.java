package dev.parallax.coordinator;

import dev.parallax.host.CaBundle;
import dev.parallax.sweep.SweepSettings;
import dev.parallax.web.access.WebConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything a coordinator is told at start.
 *
 * @param data its folder, made when it is not there
 * @param listen where agents and operators connect; port 0 takes a free one
 * @param ownResolver the name server this process asks itself, its host's when absent
 * @param storeLimit the most bytes the database may grow to; sweeps end with a named error beyond
 * @param trusted what certificates are judged by centrally; absent judges none
 * @param web the HTTP port; absent opens none
 */
public record CoordinatorConfig(
    Path data,
    InetSocketAddress listen,
    SweepSettings settings,
    Optional<InetSocketAddress> ownResolver,
    long storeLimit,
    Optional<CaBundle> trusted,
    Optional<WebConfig> web) {}
