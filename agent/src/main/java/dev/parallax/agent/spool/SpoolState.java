package dev.parallax.agent.spool;

import java.util.Optional;

/**
 * The figures of a spool.
 *
 * @param records unacknowledged observations
 * @param bytes of the segment files
 * @param dropped observations that this process gave up without an acknowledgement: the spool was
 *     full
 * @param damaged records that could not be read back
 * @param memoryOnly the reason why observations are held in memory; empty while the disk is in use
 */
public record SpoolState(
    int records, long bytes, long dropped, long damaged, Optional<String> memoryOnly) {}
