package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;

/**
 * What a request asks for, as far as that can be told without serving it.
 *
 * @param service by the name that signatures use: {@code glue}, {@code athena}, {@code s3}
 * @param operation by the SDK's name, or what the client called it when it is not known
 */
public record Call(WireProtocol protocol, String service, String operation) {
  /** Nobody has looked at the request: it was not HTTP. */
  public static final Call UNKNOWN = new Call(WireProtocol.OTHER, "", "");

  static final String ATTRIBUTE = "dev.tarn.call";

  /** What {@link CallNaming} has found out. */
  public static Call of(IncomingRequest request) {
    return request.attribute(ATTRIBUTE) instanceof Call call ? call : UNKNOWN;
  }
}
