/**
 * What Tarn writes to standard error: one line per event through {@code java.util.logging}, which
 * is what Trino and, by SLF4J's binding, Jetty and S3Proxy use too. Configured in code when the
 * process starts; no configuration file is read.
 */
@NullMarked
package dev.tarn.server.logging;

import org.jspecify.annotations.NullMarked;
