/**
 * What Tarn writes to standard error: one line per event through {@code java.util.logging}, which
 * is what Trino uses, too. SLF4J's loggers, Tarn's own and Jetty's, become its loggers when there
 * is something to log. Configured in code; no configuration file is read.
 */
@NullMarked
package dev.tarn.server.logging;

import org.jspecify.annotations.NullMarked;
