/** A Trino cluster of one node in a process of its own, and queries that it runs for a server. */
@NullMarked
package dev.tarn.server.cluster;

import org.jspecify.annotations.NullMarked;
