/**
 * TLS on the one port. {@link dev.tarn.server.tls.LocalAuthority} is a certificate authority of
 * this data directory alone, kept in its {@code tls} folder; what it signs lives in memory only, is
 * made for the name that a client asks for ({@code bucket.localhost}), and is made anew before it
 * expires. {@link dev.tarn.server.tls.TlsContexts} makes all this when the first TLS connection
 * comes; a certificate of the user's own replaces it.
 */
@NullMarked
package dev.tarn.server.tls;

import org.jspecify.annotations.NullMarked;
