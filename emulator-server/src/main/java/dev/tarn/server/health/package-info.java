/**
 * What the server says about itself under {@code /_tarn/}: {@code health} (always 200, the state of
 * each part), {@code ready} (200 once queries can run, else 503) and {@code metrics} (counters in
 * Prometheus' text format).
 */
@NullMarked
package dev.tarn.server.health;

import org.jspecify.annotations.NullMarked;
