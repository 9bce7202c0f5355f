/**
 * Commands that talk to a running server, over HTTP as any client does: {@code sql}, {@code seed},
 * {@code status} and {@code reset}; and those that help a client to talk to it: {@code env} and
 * {@code doctor}. None of them opens the data directory.
 */
@NullMarked
package dev.tarn.server.client;

import org.jspecify.annotations.NullMarked;
