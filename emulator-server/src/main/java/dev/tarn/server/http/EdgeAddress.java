package dev.tarn.server.http;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Where to listen.
 *
 * @param port 0 for any free one
 * @param tls asked for by every TLS connection, and by nothing else; it may take its time
 */
public record EdgeAddress(String host, int port, EdgeLimits limits, Supplier<SSLContext> tls) {}
