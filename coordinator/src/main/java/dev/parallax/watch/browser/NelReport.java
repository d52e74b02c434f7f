package dev.parallax.watch.browser;

import dev.parallax.model.failure.FailureWord;
import java.time.Duration;

/**
 * A report on a failed request.
 *
 * @param target the name of the target, from scheme, host and port of the report's URL
 * @param word of the failure
 * @param age between the failure and the delivery of the report
 * @param requests the number of failed requests that the report stands for, 1 to 1,000: the inverse
 *     of its {@code sampling_fraction}
 */
public record NelReport(String target, FailureWord word, Duration age, double requests) {}
