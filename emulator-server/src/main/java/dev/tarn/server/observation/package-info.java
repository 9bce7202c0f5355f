/**
 * What the server tells about the requests that it has answered: {@link
 * dev.tarn.server.observation.RequestLog} writes one line of JSON for each, {@link
 * dev.tarn.server.observation.Metrics} counts them for Prometheus. Both hear of a request when the
 * last byte of its answer has been written.
 */
@NullMarked
package dev.tarn.server.observation;

import org.jspecify.annotations.NullMarked;
