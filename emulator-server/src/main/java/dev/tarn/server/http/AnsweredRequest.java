package dev.tarn.server.http;

/**
 * A request and how it was answered.
 *
 * @param requestId as the client was told it, or empty
 * @param call what was asked for
 * @param uri path and query as they were sent
 * @param nanos from the first byte of the request to the last of the answer
 * @param bytesIn of the body
 * @param bytesOut of the body
 * @param client address and port
 */
public record AnsweredRequest(
    String requestId,
    Call call,
    String method,
    String uri,
    int status,
    long nanos,
    long bytesIn,
    long bytesOut,
    String client) {}
