package dev.tarn.protocol;

import java.util.Map;

/**
 * An answer that an HTTP server can send as it is; never compared.
 *
 * @param headers all but Content-Type, Content-Length and Date
 * @param body not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record WireResponse(
    int status, String contentType, Map<String, String> headers, byte[] body) {}
