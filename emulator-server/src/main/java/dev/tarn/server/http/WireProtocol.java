package dev.tarn.server.http;

/** How a request and its answer are written. */
public enum WireProtocol {
  /** The server speaks about itself, below {@link Router#ADMIN_PATH}. */
  ADMIN,
  /** A target header names service and operation; JSON both ways. */
  AWS_JSON,
  /** A form names the action; XML back. */
  QUERY,
  /** Method, path and query name the operation; XML documents. */
  S3,
  /** A service whose protocol is not known here, or no request at all. */
  OTHER
}
